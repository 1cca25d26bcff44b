"""What is asked before something is published on a day, in a pre-election period, or withdrawn."""

from django import forms

from frankpledge.ground.ui.forms import day, long_text


class DayForm(forms.Form):
    """The day on which an edition is published."""

    on = day("Publish it on")


class EssentialForm(forms.Form):
    """Why an edition may be published in a pre-election period."""

    reason = long_text("Why it is essential", 3, max_length=500)


class WithdrawForm(forms.Form):
    """The reason, which the public page will say."""

    reason = forms.CharField(label="Why it is withdrawn", help_text="The public page will say this.", max_length=500)
