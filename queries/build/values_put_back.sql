-- Puts the reported values of merged areas in their place (合并后的上报值入表).

insert into reported_value by name
select * -- noqa: AM04
from remade_values
