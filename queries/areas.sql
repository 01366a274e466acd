-- Every area above the community, with its place in the tree (行政区划).
--
-- @grain   area_code
-- @column  area_code     code
-- @column  area_name     text
-- @column  level         text
-- @column  parent_code   code
-- @column  parent_name   text
-- @column  area_type     text
-- @column  urban_rural   text
-- @column  longitude     degree
-- @column  latitude      degree
-- @column  has_boundary  yes_no

select
    area.area_code,
    area.area_name,
    area.level,
    parent.area_code as parent_code,
    parent.area_name as parent_name,
    area.area_type,
    area.urban_rural,
    coalesce(boundary.longitude, area.longitude) as longitude,
    coalesce(boundary.latitude, area.latitude) as latitude,
    boundary.area_code is not null as has_boundary
from area
left join area as parent on area.parent_code = parent.area_code
left join boundary on area.area_code = boundary.area_code
where area.level <> 'community'
order by area.area_code
