"""The demonstration city (演示数据): an invented place, made from a seed."""

from childcare.demo.generator import generate

__all__ = ["generate"]
