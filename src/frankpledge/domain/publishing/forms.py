"""What is asked before something public is withdrawn."""

from django import forms


class WithdrawForm(forms.Form):
    """The reason, which the public page will say."""

    reason = forms.CharField(label="Why it is withdrawn", help_text="The public page will say this.", max_length=500)
