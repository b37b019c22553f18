// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QStringList>

#include <optional>

namespace fanlight {

// A row of a CSV file.
struct CsvRow {
    qint64 line = 0; // of the file, where it begins, from 1
    QStringList cells;
    QString problem; // why its cells cannot be read; empty: they can
};

// Reads CSV (RFC 4180: commas, quotes doubled within quotes, line ends within quotes; CRLF, LF or
// CR ends a row) in UTF-8, with or without a byte order mark, row by row and never more than a
// piece of it at once. Empty lines are skipped. One thread.
class CsvReader {
public:
    static constexpr qsizetype MostRowBytes = 64 << 10; // of a longer one only the problem is told

    explicit CsvReader(QIODevice& device)
        : m_device(device)
    {
    } // is open, and outlives the reader

    std::optional<CsvRow> next(); // nothing: the file is at its end, or could not be read on
    QString error() const { return m_error; } // what the device said
    qint64 bytesRead() const { return m_consumed; }

private:
    int peek();
    int take();
    void takeLineEnd();
    bool readCell(QByteArray& cell, QString& problem);

    QIODevice& m_device;
    QByteArray m_piece;
    qsizetype m_at = 0;
    qint64 m_consumed = 0;
    qint64 m_line = 1;
    bool m_begun = false;
    QString m_error;
};

} // namespace fanlight
