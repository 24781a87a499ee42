-- A database that refused to be written to is tried again here: whether there is room shows only by writing. One row.

CREATE TABLE schrijfproef (
    id BIGINT NOT NULL PRIMARY KEY,         -- 1
    inhoud TEXT NOT NULL                    -- as large as what people write in one go
);
