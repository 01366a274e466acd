-- Quiet shapes behind the areas: no data, and the same for everybody (水系等底图).

select * -- noqa: AM04
from backdrop
