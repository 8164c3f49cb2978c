-- What is in raw.document_numbers?
-- Grain: one row per document.
select * from raw.document_numbers;
