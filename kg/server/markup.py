"""Pages that need nothing from the store. Everything put into one is escaped."""

from jinja2 import Environment, PackageLoader, StrictUndefined

_templates = Environment(
    loader=PackageLoader("kg.server"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def render(template: str, **values: object) -> bytes:
    return _templates.get_template(template).render(values).encode()
