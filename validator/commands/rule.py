"""``wikivet rule``."""

import click

from validator.errors import UsageError


@click.command()
@click.argument("name", required=False)
@click.option("--all", "everything", is_flag=True, help="List every rule.")
def rule(name: str | None, everything: bool) -> None:
    """Explain a rule, or list all of them."""
    from validator import catalogue

    if bool(name) == everything:
        raise UsageError("name one rule, or say --all")
    if name:
        click.echo(_page(catalogue.card(name)))
        return
    for card in catalogue.cards().values():
        state = "" if card.rule.default else " (off by default)"
        click.echo(f"{card.id:34} {card.rule.severity!s:8} {card.page.summary}{state}")


def _page(card: "object") -> str:
    import inspect

    from validator.catalogue import Card

    if not isinstance(card, Card):
        raise TypeError(type(card).__name__)
    rule_type = card.rule
    lines = [f"# {card.id}", "", inspect.cleandoc(rule_type.__doc__ or ""), ""]
    lines.append(
        f"Severity {rule_type.severity}, since {rule_type.since}"
        + ("" if rule_type.default else ", off by default")
    )
    lines += [f"Option {key} = {value!r}" for key, value in rule_type.options.items()]
    return "\n".join(lines)
