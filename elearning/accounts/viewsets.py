"""The CMS screens of people and organisations."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserViewSet

from elearning.accounts.models import (
    Accreditation,
    Membership,
    Organisation,
    Programme,
    Region,
    User,
)


class PersonFields(forms.ModelForm):
    """What both forms of a person share: one name, a lower-case address, no password (7, 10)."""

    full_name = forms.CharField(label=_("Name"), max_length=150)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's forms declare these; our User has one name.
        for field in ("first_name", "last_name"):
            self.fields.pop(field, None)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        return email


class PersonCreationForm(PersonFields, UserCreationForm):  # type: ignore[misc]
    """The new person chooses a password with "forgotten your password"."""

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        user: User = super().save(commit)
        return user

    class Meta:
        model = User
        fields = ("email", "full_name", "is_superuser", "groups")
        widgets: ClassVar[dict[str, object]] = {"groups": forms.CheckboxSelectMultiple}


class PersonEditForm(PersonFields, UserEditForm):  # type: ignore[misc]
    class Meta:
        model = User
        fields = ("email", "full_name", "is_active", "is_superuser", "groups")
        widgets: ClassVar[dict[str, object]] = {"groups": forms.CheckboxSelectMultiple}


class PersonIndexView(IndexView):  # type: ignore[misc]
    search_fields: ClassVar[list[str]] = ["full_name", "email"]


class PersonViewSet(UserViewSet):  # type: ignore[misc]
    """Wagtail's screens of people. Passwords are never set here: people choose their own."""

    create_template_name = "accounts/cms/person_create.html"
    edit_template_name = "accounts/cms/person_edit.html"
    index_view_class = PersonIndexView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return PersonEditForm if for_update else PersonCreationForm


class KeptPermissionPolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """As the model's permissions say, but nobody deletes: others refer to these rows."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class KeptViewSet(SnippetViewSet):  # type: ignore[misc]
    inspect_view_enabled = False
    copy_view_enabled = False


class RegionViewSet(KeptViewSet):
    model = Region
    icon = "site"
    list_display: ClassVar[list[str]] = ["name", "code"]
    search_fields: ClassVar[list[str]] = ["name"]
    panels: ClassVar[list[object]] = [FieldPanel("name"), FieldPanel("code")]


class OrganisationViewSet(KeptViewSet):
    model = Organisation
    icon = "home"
    list_display: ClassVar[list[str]] = ["name", "kind", "region"]
    list_filter: ClassVar[list[str]] = ["kind", "region"]
    search_fields: ClassVar[list[str]] = ["name"]
    panels: ClassVar[list[object]] = [
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("region"),
        FieldPanel("attention_officer"),
        FieldPanel("confidential_adviser"),
    ]


class ProgrammeViewSet(KeptViewSet):
    model = Programme
    icon = "list-ul"
    list_display: ClassVar[list[str]] = ["name", "level", "organisation"]
    list_filter: ClassVar[list[str]] = ["level"]
    search_fields: ClassVar[list[str]] = ["name"]
    panels: ClassVar[list[object]] = [
        FieldPanel("organisation"),
        FieldPanel("name"),
        FieldPanel("level"),
    ]


class MembershipForm(WagtailAdminModelForm):  # type: ignore[misc]
    """A role, given by the person's e-mail address: a list of everybody is no way to choose."""

    email = forms.EmailField(label=_("E-mail address of the person"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["email"].initial = self.instance.user.email
            self.fields["email"].disabled = True

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        user = User.objects.filter(email=email).first()
        if user is None:
            raise forms.ValidationError(
                _(
                    "Nobody with this address has an account yet. Ask them to make one first."
                )
            )
        self.instance.user = user
        return email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        same = Membership.objects.current().filter(
            user_id=self.instance.user_id,
            organisation=cleaned.get("organisation"),
            role=cleaned.get("role"),
        )
        if not cleaned.get("ended_at") and same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This person already has this role here."))
        return cleaned


class MembershipViewSet(KeptViewSet):
    model = Membership
    icon = "group"
    list_display: ClassVar[list[str]] = ["user", "role", "organisation", "ended_at"]
    list_filter: ClassVar[list[str]] = ["role", "organisation"]
    search_fields: ClassVar[list[str]] = ["user__full_name", "user__email"]
    panels: ClassVar[list[object]] = [
        FieldPanel("email"),
        FieldPanel("organisation"),
        FieldPanel("role"),
        FieldPanel("ended_at"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return forms.modelform_factory(
            Membership, form=MembershipForm, fields=["organisation", "role", "ended_at"]
        )


class AccreditationViewSet(KeptViewSet):
    """The number that stands on a proof of participation, per organisation and year."""

    model = Accreditation
    icon = "clipboard-list"
    list_display: ClassVar[list[str]] = ["organisation", "year", "number", "register"]
    list_filter: ClassVar[list[str]] = ["organisation", "year"]
    search_fields: ClassVar[list[str]] = ["number", "organisation__name"]
    panels: ClassVar[list[object]] = [
        FieldPanel("organisation"),
        FieldPanel("year"),
        FieldPanel("number"),
        FieldPanel("register"),
    ]


class PeopleViewSetGroup(SnippetViewSetGroup):  # type: ignore[misc]
    items = (
        OrganisationViewSet,
        ProgrammeViewSet,
        RegionViewSet,
        MembershipViewSet,
        AccreditationViewSet,
    )
    menu_icon = "group"
    menu_label = _("Organisations")
    menu_name = "organisations"
    menu_order = 500
