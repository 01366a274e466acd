-- The topmost area and, for a person bound to a county, the codes above it (上级行政区划).
-- Plans of those areas hold in the county too; nothing else of them is known there.
--
-- @grain   area_code
-- @column  area_code  code

select area_ancestor.ancestor_code as area_code
from area_ancestor
inner join area on area_ancestor.area_code = area.area_code
where area.parent_code is null
order by area_ancestor.distance desc
