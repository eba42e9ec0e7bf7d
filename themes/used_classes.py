"""Which classes of NL Design System our pages use: rules for any other stay out of the stylesheet.

A phone works out every rule of a stylesheet before it shows a page, and of these files two in three are
about states and variants that we never have. A template that uses another class adds it here: a test
says so.
"""

import re

USED = frozenset(
    {
        "nl-data-badge",
        "nl-link",
        "nl-number-badge",
        "nl-skip-link",
        "utrecht-alert",
        "utrecht-alert__content",
        "utrecht-alert__icon",
        "utrecht-alert__message",
        "utrecht-alert--error",
        "utrecht-alert--info",
        "utrecht-alert--ok",
        "utrecht-alert--warning",
        "utrecht-breadcrumb-nav",
        "utrecht-breadcrumb-nav__item",
        "utrecht-breadcrumb-nav__list",
        "utrecht-breadcrumb-nav__list--html-ol",
        "utrecht-button",
        "utrecht-button--danger",
        "utrecht-button--primary-action",
        "utrecht-button--secondary-action",
        "utrecht-button--subtle",
        "utrecht-button-link",
        "utrecht-button-link--html-a",
        "utrecht-checkbox",
        "utrecht-checkbox--html-input",
        "utrecht-form-field",
        "utrecht-form-field--invalid",
        "utrecht-form-field-description",
        "utrecht-form-field-error-message",
        "utrecht-form-label",
        "utrecht-radio-button",
        "utrecht-radio-button--html-input",
        "utrecht-select",
        "utrecht-select--html-select",
        "utrecht-table",
        "utrecht-table__caption",
        "utrecht-table--html-table",
        "utrecht-textarea",
        "utrecht-textarea--html-textarea",
        "utrecht-textbox",
        "utrecht-textbox--html-input",
    }
)

_RULE = re.compile(r"([^{};]+)(\{[^{}]*\})")
_NOT = re.compile(r":not\([^()]*\)")
_OTHERS = re.compile(r"\.((?:utrecht|nl)-[\w-]+)")
_BETWEEN = re.compile(r",(?![^(]*\))")


def only_used(css: str) -> str:
    """`css` without selectors that ask for a class of others we do not use; comments must be gone.

    In `:not(…)` such a class asks for nothing, so what names it only there stays.
    """
    return _RULE.sub(lambda rule: _kept(rule[1], rule[2]), css)


def _kept(selectors: str, body: str) -> str:
    kept = [one for one in _BETWEEN.split(selectors) if _may_match(one)]
    return ",".join(kept) + body if kept else ""


def _may_match(selector: str) -> bool:
    plain = _NOT.sub("", selector)
    # One of several in `:is(…)` is enough; that is not worked out here.
    if ":is(" in plain or ":where(" in plain:
        return True
    return USED.issuperset(_OTHERS.findall(plain))
