"""Several files at once, with limits said in words. What a file really is, is looked at where it is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danvan.web import words

MEBIBYTE = 1024 * 1024
FILES = 5
EACH = 10 * MEBIBYTE
TOGETHER = 30 * MEBIBYTE


class FilesInput(forms.FileInput):
    """The browser's own control, for more than one file."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile[Any]]:
        """Every file that came under this name."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name) or []


class FilesField(forms.FileField):
    """Up to `most` files, each up to `each` bytes, together up to `together`; the value is a list.

    `check` looks at one file and answers what is wrong with it, in words, or None.
    """

    default_error_messages = {"missing": _("Tệp không đến đủ, xin chọn lại")}

    def __init__(
        self,
        *,
        most: int = FILES,
        each: int = EACH,
        together: int = TOGETHER,
        check: Callable[[UploadedFile[Any]], str | None] | None = None,
        **kwargs: Any,
    ) -> None:
        self.most, self.each, self.together, self.check = most, each, together, check
        kwargs.setdefault("label", _("Ảnh hoặc giấy tờ"))
        kwargs.setdefault("widget", FilesInput())
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """The files, or every sentence there is to say about them."""
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if not files:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        problems = [said for file in files if (said := self._problem(file))]
        if len(files) > self.most:
            problems.insert(
                0, gettext("Có %(n)d tệp, nhận nhiều nhất %(most)d") % {"n": len(files), "most": self.most}
            )
        size = sum(file.size or 0 for file in files)
        if size > self.together:
            told = {"size": words.size(size), "most": words.size(self.together)}
            problems.append(gettext("Các tệp cộng lại %(size)s, nhận nhiều nhất %(most)s") % told)
        if problems:
            raise ValidationError(problems)
        return files

    def _problem(self, file: UploadedFile[Any]) -> str | None:
        told = {"name": file.name, "size": words.size(file.size or 0), "most": words.size(self.each)}
        if not file.size:
            return gettext("Tệp “%(name)s” trống, xin chọn tệp khác") % told
        if file.size > self.each:
            return gettext("Tệp “%(name)s” nặng %(size)s, mỗi tệp nhiều nhất %(most)s") % told
        return self.check(file) if self.check else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether any file was chosen."""
        return bool(data)
