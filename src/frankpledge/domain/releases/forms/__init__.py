"""What is asked before files are loaded, read, listed or taken back."""

from frankpledge.domain.releases.forms.columns import ColumnsForm, NameForm
from frankpledge.domain.releases.forms.files import ALL, LoadForm, ReasonForm, ReleaseFilter, YearFilter

__all__ = ["ALL", "ColumnsForm", "LoadForm", "NameForm", "ReasonForm", "ReleaseFilter", "YearFilter"]
