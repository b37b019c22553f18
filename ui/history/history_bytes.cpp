// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_bytes.h"

#include <bit>

namespace fanlight {

namespace {
constexpr std::uint64_t SevenBits = 0x7f;
constexpr std::uint64_t MoreFollows = 0x80;
} // namespace

void HistoryBytes::number(std::uint64_t value)
{
    while (value > SevenBits) {
        m_bytes.append(static_cast<char>((value & SevenBits) | MoreFollows));
        value >>= 7;
    }
    m_bytes.append(static_cast<char>(value));
}

void HistoryBytes::signedNumber(std::int64_t value)
{
    const auto bits = static_cast<std::uint64_t>(value);
    number(value < 0 ? (~bits << 1) | 1 : bits << 1);
}

void HistoryBytes::figure(double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int shift = 56; shift >= 0; shift -= 8)
        m_bytes.append(static_cast<char>((bits >> shift) & 0xff));
}

void HistoryBytes::text(std::string_view value)
{
    number(value.size());
    m_bytes.append(value.data(), static_cast<qsizetype>(value.size()));
}

void HistoryBytes::text(const QString& value)
{
    const QByteArray bytes = value.toUtf8();
    text(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

std::uint64_t HistoryReading::number()
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && !m_left.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(m_left.front());
        m_left.remove_prefix(1);
        value |= (byte & SevenBits) << shift;
        if ((byte & MoreFollows) == 0)
            return value;
    }
    m_isGood = false;
    return 0;
}

std::int64_t HistoryReading::signedNumber()
{
    const std::uint64_t bits = number();
    return static_cast<std::int64_t>((bits & 1) != 0 ? ~(bits >> 1) : bits >> 1);
}

double HistoryReading::figure()
{
    std::uint64_t bits = 0;
    if (m_left.size() < sizeof bits) {
        m_isGood = false;
        m_left = {};
        return 0;
    }
    for (std::size_t i = 0; i < sizeof bits; ++i)
        bits = (bits << 8) | static_cast<unsigned char>(m_left[i]);
    m_left.remove_prefix(sizeof bits);
    return std::bit_cast<double>(bits);
}

std::string_view HistoryReading::text()
{
    const std::uint64_t size = number();
    if (size > m_left.size()) {
        m_isGood = false;
        m_left = {};
        return {};
    }
    const std::string_view value = m_left.substr(0, size);
    m_left.remove_prefix(size);
    return value;
}

QString HistoryReading::string()
{
    const std::string_view value = text();
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

} // namespace fanlight
