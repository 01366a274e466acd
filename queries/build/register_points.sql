-- Every point at which the register places an institution, in any month.
--
-- @grain   longitude
-- @grain   latitude
-- @column  longitude  degree
-- @column  latitude   degree

select distinct
    longitude,
    latitude
from institution
where longitude is not null and latitude is not null
order by longitude, latitude
