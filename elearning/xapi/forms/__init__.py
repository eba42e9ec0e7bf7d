from elearning.xapi.forms.forwarding import TargetForm
from elearning.xapi.forms.keys import CredentialForm, RotateForm
from elearning.xapi.forms.searching import SearchForm

__all__ = ["CredentialForm", "RotateForm", "SearchForm", "TargetForm"]
