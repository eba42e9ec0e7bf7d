"""What a template component is, and where all of them are found by name.

A component declares its props and slots once. `{% component %}` checks every use against that
when a template is compiled, so a misspelt prop fails in the first test that loads the page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Props = dict[str, Any]


class ComponentError(Exception):
    """A component is declared or used wrongly; the message says how."""


@dataclass(frozen=True, kw_only=True)
class Component:
    """One component: `templates/components/<name>.html` and what it takes.

    `slots` non-empty makes it a block, closed by `{% endcomponent %}`; the text between the tags
    that is in no `{% slot %}` is the slot `content`. `prepare` turns the props into what the
    template needs when that takes more than a template should do. What is `kept` uses neither
    the request nor the token of a form: with the same words and numbers for props it is rendered once
    per process at each place where it stands.
    """

    name: str
    required: tuple[str, ...] = ()
    optional: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    slots: tuple[str, ...] = ()
    prepare: Callable[[Props], Props] | None = None
    kept: bool = False

    @property
    def template_name(self) -> str:
        return f"components/{self.name}.html"

    def check_props(self, names: set[str]) -> None:
        """Raise ComponentError for a prop that is not declared, or a required one left out."""
        if unknown := names - {*self.required, *self.optional}:
            raise ComponentError(
                f"Component '{self.name}' has no prop {', '.join(sorted(unknown))}; it takes "
                f"{', '.join([*self.required, *self.optional]) or 'none'}."
            )
        if missing := set(self.required) - names:
            raise ComponentError(
                f"Component '{self.name}' needs {', '.join(sorted(missing))}."
            )

    def check_choice(self, prop: str, value: object) -> None:
        """Raise ComponentError when `prop` is a choice and `value` is not one of them."""
        allowed = self.choices.get(prop)
        if allowed and value not in allowed:
            raise ComponentError(
                f"Component '{self.name}': {prop} is one of {', '.join(allowed)}, not {value!r}."
            )

    def check_slot(self, slot: str) -> None:
        """Raise ComponentError for a slot that is not declared."""
        if slot not in self.slots:
            raise ComponentError(
                f"Component '{self.name}' has no slot '{slot}'; it has "
                f"{', '.join(self.slots) or 'none'}."
            )

    def context(self, props: Props, slots: Mapping[str, str]) -> Props:
        """Everything the component's template sees: defaults, props, slots, what was prepared."""
        for prop in self.choices:
            self.check_choice(prop, props.get(prop, self.optional.get(prop)))
        values = {
            **self.optional,
            **props,
            **dict.fromkeys(self.slots, ""),
            **slots,
        }
        if self.prepare:
            values |= self.prepare(values)
        return values


_components: dict[str, Component] = {}


def register(component: Component) -> None:
    """Make a component known to `{% component %}`. Raises ComponentError for a name taken."""
    if component.name in _components:
        raise ComponentError(f"There is already a component '{component.name}'.")
    _components[component.name] = component


def get(name: str) -> Component:
    """The component of that name. Raises ComponentError when there is none."""
    if name not in _components:
        raise ComponentError(
            f"There is no component '{name}'; see themes/README.md for those that are."
        )
    return _components[name]


def all_components() -> list[Component]:
    """Every component, by name."""
    return sorted(_components.values(), key=lambda component: component.name)
