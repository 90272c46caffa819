-- What the shop before this one left behind: two customers who registered there, and 3,000 orders of three lines each.
INSERT INTO customers (id, name, email, tier, country, time_zone, preferences) VALUES
    (501, 'Willem de Boer', 'customer501@shop.example', 'Gold', 'NL', 'Europe/Amsterdam', '{"newsletter":true}'),
    (502, 'Rima Haddad', 'customer502@shop.example', 'Standard', 'LB', 'Asia/Beirut', '{"language":"fr","newsletter":true}');

CREATE TEMP TABLE old_orders AS
WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 3000)
SELECT number, printf('00000000-0000-0000-0000-%012d', number) AS cart_id, 1 + number * 37 % 500 AS customer_id
FROM numbers;

CREATE TEMP TABLE old_lines AS
SELECT number, sku, name, 1 + (number + piece) % 4 AS quantity, price_cents
FROM old_orders
CROSS JOIN (SELECT 0 AS piece UNION ALL SELECT 1 UNION ALL SELECT 2)
JOIN products ON sku = printf('P-%04d', 1 + (number * 11 + piece * 73) % 240);

INSERT INTO carts (id, customer_id, open) SELECT cart_id, customer_id, 0 FROM old_orders;

INSERT INTO orders (id, cart_id, customer_id, status, placed_at, subtotal_cents, discount_cents, shipping_cents, tax_cents)
SELECT number, cart_id, customer_id, 'Confirmed', strftime('%Y-%m-%dT%H:%M:%S.0000000+00:00', '2019-01-01', (number * 5) || ' hours'), goods, 0, 0, 0
FROM old_orders JOIN (SELECT number, sum(quantity * price_cents) AS goods FROM old_lines GROUP BY number) USING (number);

INSERT INTO order_lines (order_id, sku, name, quantity, unit_price_cents)
SELECT number, sku, name, quantity, price_cents FROM old_lines;

DROP TABLE old_lines;
DROP TABLE old_orders;
