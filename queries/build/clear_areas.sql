-- Empties the table of areas, so that they can be put back with other points (清空区域表)。

delete from area
