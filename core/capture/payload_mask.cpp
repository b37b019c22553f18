// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/payload_mask.h"

#include <QRegularExpression>

#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array PayloadNames{"kept"_L1, "masked"_L1, "left-out"_L1};
constexpr std::string_view DataLine = "data: ";

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Behind the closing quote of the string that begins at `at`; the end where it has none.
std::size_t endOfString(std::string_view data, std::size_t at)
{
    for (std::size_t i = at + 1; i < data.size(); ++i) {
        if (data[i] == '\\')
            ++i;
        else if (data[i] == '"')
            return i + 1;
    }
    return data.size();
}

// A string is the name of a member where a colon follows, and is inside of an object.
bool isName(std::string_view data, std::size_t behind)
{
    while (behind < data.size() && isBlank(data[behind]))
        ++behind;
    return behind < data.size() && data[behind] == ':';
}

void coverAll(std::string& masked, std::size_t from, std::size_t to)
{
    for (; from < to; ++from) {
        if (!isBlank(masked[from]))
            masked[from] = 'x';
    }
}

void coverString(std::string& masked, std::size_t from, std::size_t to)
{
    for (; from < to; ++from) {
        if (masked[from] != '\n' && masked[from] != '\r') // such is no JSON, and a line of its own
            masked[from] = 'x';
    }
}

// What may stand outside of strings and numbers.
std::size_t sizeOfWord(std::string_view data, std::size_t at)
{
    for (const std::string_view word : {"true", "false", "null"}) {
        if (data.substr(at).starts_with(word))
            return word.size();
    }
    return 0;
}

std::string maskedJson(std::string_view data)
{
    static constexpr std::string_view Structure = "{}[],:";
    static constexpr std::string_view InNumbers = "-+.eE";
    std::string masked(data);
    for (std::size_t at = 0; at < data.size();) {
        const char c = data[at];
        if (c == '"') {
            const std::size_t behind = endOfString(data, at);
            const bool isClosed = behind > at + 1 && data[behind - 1] == '"';
            if (!isName(data, behind))
                coverString(masked, at + 1, isClosed ? behind - 1 : behind);
            at = behind;
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            for (; at < data.size(); ++at) {
                if (data[at] >= '0' && data[at] <= '9')
                    masked[at] = '9';
                else if (InNumbers.find(data[at]) == std::string_view::npos)
                    break;
            }
        } else if (const std::size_t word = sizeOfWord(data, at)) {
            at += word;
        } else {
            if (!isBlank(c) && Structure.find(c) == std::string_view::npos)
                masked[at] = 'x';
            ++at;
        }
    }
    return masked;
}

} // namespace

QString capturedPayloadName(CapturedPayload payload)
{
    return PayloadNames[std::size_t(payload)];
}

bool parseCapturedPayload(QStringView name, CapturedPayload* payload)
{
    for (std::size_t i = 0; i < PayloadNames.size(); ++i) {
        if (name != PayloadNames[i])
            continue;
        *payload = CapturedPayload(i);
        return true;
    }
    return false;
}

std::string maskedData(std::string_view data, bool isJson)
{
    if (isJson)
        return maskedJson(data);
    std::string masked(data);
    coverAll(masked, 0, masked.size());
    return masked;
}

FramePtr maskedFrame(const Frame& frame)
{
    const std::string masked = maskedData(frame.data(), frame.isJson());
    std::string plain(frame.plain());
    std::size_t taken = 0;
    for (std::size_t line = 0; line < plain.size();) {
        const std::size_t end = std::min(plain.find('\n', line), plain.size());
        const std::string_view text = std::string_view(plain).substr(line, end - line);
        if (text.starts_with(DataLine)) {
            const std::size_t size = end - line - DataLine.size();
            plain.replace(line + DataLine.size(), size, masked, taken, size);
            taken += size + 1; // and the line feed between two
        } else if (!text.empty() && !text.starts_with("id: ") && !text.starts_with("event: ")
            && !text.starts_with("retry: ")) {
            coverAll(plain, line, end); // a comment may say anything
        }
        line = end + 1;
    }
    return Frame::ofPlain(plain, frame.type(), {frame.isEvent(), frame.isJson(), frame.batching()});
}

std::string Pseudonyms::of(const std::string& userId)
{
    if (userId.empty())
        return {};
    if (const auto known = m_names.find(userId); known != m_names.end())
        return known->second;
    if (m_names.size() >= Most)
        return "user-more";
    return m_names.emplace(userId, "user-" + std::to_string(m_names.size() + 1)).first->second;
}

QString Pseudonyms::of(const QString& userId)
{
    return QString::fromStdString(of(userId.toStdString()));
}

QString Pseudonyms::inText(const QString& text)
{
    // as log_names.cpp reads them: a user's id may hold anything
    static const QRegularExpression named(
        u"^(c-[0-9a-z]+ connected: user |\\d+-\\d+ published(?: by hand| by the demo)? to user )"
        "(.+)( from \\S+:\\d+(?:, types .*)?|: \\d+ recipients?)$"_s);
    if (const auto match = named.match(text); match.hasMatch())
        return match.captured(1) + of(match.captured(2)) + match.captured(3);
    static const QRegularExpression mention(
        u"(?<![a-z])(?:users?|authors?|audience|follow)[a-z]*"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = mention.match(text);
    return match.hasMatch() && match.capturedEnd() < text.size()
        ? text.left(match.capturedEnd()) + u" …"_s
        : text;
}

} // namespace fanlight
