-- The months one can look at (可选月份), latest first.
--
-- @grain   as_of
-- @column  as_of  month

select as_of
from month
order by as_of desc
