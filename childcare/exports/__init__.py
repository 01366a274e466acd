"""What people carry away (导出): tables as CSV and workbooks. Pictures are made in the browser."""

from childcare.exports.file_names import file_name
from childcare.exports.tables import csv_bytes, named_columns, workbook_bytes

__all__ = ["csv_bytes", "file_name", "named_columns", "workbook_bytes"]
