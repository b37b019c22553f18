// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <string>
#include <string_view>

namespace fanlight {

// Values one after the other as bytes: whole numbers take one byte for each seven bits. One thread.
class HistoryBytes {
public:
    void number(std::uint64_t value);
    void signedNumber(std::int64_t value); // small ones of either sign are short
    void figure(double value); // NaN as it is
    void text(std::string_view value);
    void text(const QString& value);
    QByteArray take() { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

// Reads them back. Bytes come from a file that anything may have happened to: what is not there
// reads as 0 or empty, and isGood() says so. A view; the bytes must outlive it.
class HistoryReading {
public:
    explicit HistoryReading(const QByteArray& bytes)
        : m_left(bytes.constData(), static_cast<std::size_t>(bytes.size()))
    {
    }
    std::uint64_t number();
    std::int64_t signedNumber();
    double figure();
    std::string_view text(); // a view of the bytes
    QString string();
    bool isGood() const { return m_isGood; }
    bool isAtEnd() const { return m_left.empty(); }
    void fail() { m_isGood = false; }

private:
    std::string_view m_left;
    bool m_isGood = true;
};

} // namespace fanlight
