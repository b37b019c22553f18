// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/csv_reader.h"

#include <QStringDecoder>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr qsizetype PieceSize = 64 << 10;
constexpr int End = -1;
constexpr QByteArrayView ByteOrderMark("\xef\xbb\xbf");

std::optional<QString> decoded(const QByteArray& bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    QString text = decoder(bytes);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

} // namespace

int CsvReader::peek()
{
    if (m_at == m_piece.size() && m_error.isEmpty()) {
        m_piece = m_device.read(PieceSize);
        m_at = 0;
        if (m_piece.isEmpty() && !m_device.atEnd())
            m_error = m_device.errorString();
        if (!std::exchange(m_begun, true) && m_piece.startsWith(ByteOrderMark)) {
            m_at = ByteOrderMark.size();
            m_consumed += m_at;
        }
    }
    return m_at < m_piece.size() ? uchar(m_piece[m_at]) : End;
}

int CsvReader::take()
{
    const int c = peek();
    if (c != End) {
        ++m_at;
        ++m_consumed;
    }
    return c;
}

void CsvReader::takeLineEnd()
{
    const int c = take();
    if (c == '\r' && peek() == '\n')
        take();
    if (c != End)
        ++m_line;
}

// Up to the comma or line end behind it; false when the row is too long to be kept.
bool CsvReader::readCell(QByteArray& cell, QString& problem)
{
    const bool quoted = peek() == '"';
    bool within = quoted;
    bool closed = false;
    qsizetype bytes = 0;
    if (quoted)
        take();
    for (int c = peek(); c != End; c = peek()) {
        if (!within && (c == ',' || c == '\r' || c == '\n'))
            break;
        if (within && (c == '\r' || c == '\n')) {
            takeLineEnd();
            c = '\n';
        } else {
            take();
        }
        if (within && c == '"') {
            if (peek() != '"') {
                within = false;
                closed = true;
                continue;
            }
            take();
        } else if (closed) {
            problem = u"there is something behind a closing quote"_s;
            continue;
        }
        if (++bytes <= MostRowBytes)
            cell += char(c);
    }
    if (within)
        problem = u"a quote is not closed"_s;
    return bytes <= MostRowBytes;
}

std::optional<CsvRow> CsvReader::next()
{
    while (peek() == '\r' || peek() == '\n')
        takeLineEnd();
    if (peek() == End)
        return std::nullopt;
    CsvRow row;
    row.line = m_line;
    qsizetype bytes = 0;
    for (;;) {
        QByteArray cell;
        const bool fits = readCell(cell, row.problem);
        bytes += cell.size() + 1;
        const auto text = decoded(cell);
        if (!fits || bytes > MostRowBytes)
            row.problem = u"it is longer than 64 KiB"_s;
        else if (!text)
            row.problem = u"it is not UTF-8"_s;
        else
            row.cells += *text;
        if (peek() != ',')
            break;
        take();
    }
    takeLineEnd();
    if (!row.problem.isEmpty())
        row.cells.clear();
    return row;
}

} // namespace fanlight
