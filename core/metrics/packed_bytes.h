// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <bit>
#include <cstdint>
#include <string_view>
#include <utility>

namespace fanlight {

// Values one after the other as bytes, as captures and the history file have them: LEB128 for whole
// numbers, the length in front of a text. What a file holds already must read as before. A value;
// one thread.
class PackedBytes {
public:
    void number(std::uint64_t value)
    {
        while (value >= 0x80) {
            m_bytes.append(char(value | 0x80));
            value >>= 7;
        }
        m_bytes.append(char(value));
    }
    // Small ones of either sign are short.
    void whole(std::int64_t value)
    {
        number((std::uint64_t(value) << 1) ^ std::uint64_t(value >> 63));
    }
    void real(double value)
    {
        auto bits = std::bit_cast<std::uint64_t>(value);
        for (int i = 0; i < 8; ++i, bits >>= 8)
            m_bytes.append(char(bits & 0xff));
    }
    // … in the other order of bytes
    void bigEndianReal(double value)
    {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        for (int shift = 56; shift >= 0; shift -= 8)
            m_bytes.append(char((bits >> shift) & 0xff));
    }
    void text(std::string_view text)
    {
        number(text.size());
        m_bytes.append(text.data(), qsizetype(text.size()));
    }
    void text(const QString& text)
    {
        const QByteArray utf8 = text.toUtf8();
        this->text(std::string_view(utf8.constData(), std::size_t(utf8.size())));
    }
    qsizetype size() const { return m_bytes.size(); }
    const QByteArray& bytes() const { return m_bytes; }
    QByteArray take() { return std::exchange(m_bytes, {}); }

private:
    QByteArray m_bytes;
};

// Reads them back from bytes of anybody's making. What does not fit makes it fail for good: from
// then on all reads give nothing. Looks into bytes that must outlive it.
class PackedReader {
public:
    explicit PackedReader(std::string_view bytes)
        : m_left(bytes)
    {
    }
    bool isGood() const { return m_isGood; }
    bool atEnd() const { return m_left.empty(); }
    std::size_t left() const { return m_left.size(); }
    void fail()
    {
        m_isGood = false;
        m_left = {};
    }

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (m_left.empty())
                break;
            const auto byte = static_cast<unsigned char>(m_left.front());
            m_left.remove_prefix(1);
            if (shift == 63 && byte > 1)
                break;
            value |= std::uint64_t(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        fail();
        return 0;
    }
    // More than `most`: it fails.
    std::uint64_t number(std::uint64_t most)
    {
        const std::uint64_t value = number();
        if (value <= most)
            return value;
        fail();
        return 0;
    }
    std::int64_t whole()
    {
        const std::uint64_t value = number();
        return std::int64_t(value >> 1) ^ -std::int64_t(value & 1);
    }
    double real()
    {
        if (m_left.size() < 8) {
            fail();
            return 0;
        }
        std::uint64_t bits = 0;
        for (std::size_t i = 8; i-- > 0;)
            bits = bits << 8 | static_cast<unsigned char>(m_left[i]);
        m_left.remove_prefix(8);
        return std::bit_cast<double>(bits);
    }
    double bigEndianReal()
    {
        if (m_left.size() < 8) {
            fail();
            return 0;
        }
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < 8; ++i)
            bits = bits << 8 | static_cast<unsigned char>(m_left[i]);
        m_left.remove_prefix(8);
        return std::bit_cast<double>(bits);
    }
    // Longer than `most` bytes: it fails.
    std::string_view text(std::size_t most = std::string_view::npos)
    {
        const std::uint64_t size = number(most);
        if (size > m_left.size()) {
            fail();
            return {};
        }
        const std::string_view text = m_left.substr(0, size);
        m_left.remove_prefix(size);
        return text;
    }
    QString string(std::size_t most = std::string_view::npos)
    {
        const std::string_view utf8 = text(most);
        return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
    }

private:
    std::string_view m_left;
    bool m_isGood = true;
};

} // namespace fanlight
