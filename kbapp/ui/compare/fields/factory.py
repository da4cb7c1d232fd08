"""Which field a parameter gets."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kbapp.model.parameters import Kind, Parameter
from kbapp.ui.compare.fields.field import Field
from kbapp.ui.compare.fields.identity import IdentityField
from kbapp.ui.compare.fields.line import LineField
from kbapp.ui.compare.fields.popup import Popup
from kbapp.ui.compare.fields.psk import PskField
from kbapp.ui.compare.fields.switch import SwitchField
from kbapp.ui.compare.fields.tags import TagsField
from kbapp.ui.context import Context


def make_field(context: Context, parameter: Parameter, popup: Popup, parent: QWidget) -> Field:
    """The field for this kind of value."""
    if parameter.kind is Kind.SECRET:
        return PskField(context, parameter, parent)
    if parameter.kind is Kind.SWITCH:
        return SwitchField(context, parameter, parent)
    if parameter.kind is Kind.IDENTITY:
        return IdentityField(context, parameter, popup, parent)
    if parameter.kind in (Kind.TRANSFORMS, Kind.PROPOSALS, Kind.SUBNETS):
        return TagsField(context, parameter, popup, parent)
    return LineField(context, parameter, popup, parent)
