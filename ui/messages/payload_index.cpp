// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/payload_index.h"

#include "hub/payload_fields.h"

#include <algorithm>

namespace fanlight {

namespace {
constexpr qsizetype ExampleCharacters = 24;
// tells a field of the payload from a name of the language
constexpr QLatin1StringView DataPrefix{"data."};
} // namespace

// The newest is always among those that are looked into.
void PayloadIndex::take(const std::vector<MessageRecord>& messages)
{
    const std::size_t stride = messages.size() / LooksAtOnce + 1;
    for (std::size_t back = 0; back < messages.size(); back += stride) {
        const MessageRecord& message = messages[messages.size() - 1 - back];
        visitPayload(*message.frame, [this](const std::string& path, const PayloadValue& value) {
            auto found = m_fields.find(path);
            if (found == m_fields.end()) {
                if (m_fields.size() >= MostPaths)
                    return;
                found = m_fields.emplace(path, Field()).first;
            }
            found->second.isNumeric = found->second.isNumeric || isKnown(value.number);
            if (found->second.example.isEmpty())
                found->second.example = value.text.left(ExampleCharacters);
        });
    }
}

QStringList PayloadIndex::paths() const
{
    QStringList paths;
    for (const auto& [path, field] : m_fields)
        paths << QString::fromStdString(path);
    return paths;
}

bool PayloadIndex::contains(const QString& path) const
{
    return m_fields.contains(path.toStdString());
}

bool PayloadIndex::isNumeric(const QString& path) const
{
    const auto found = m_fields.find(path.toStdString());
    return found != m_fields.end() && found->second.isNumeric;
}

QStringList PayloadIndex::termsLike(const QString& start, int most) const
{
    const bool isSaid = start.startsWith(DataPrefix, Qt::CaseInsensitive);
    const QString begin = isSaid ? start.mid(DataPrefix.size()) : start;
    QStringList terms;
    for (const auto& [path, field] : m_fields) {
        const QString name = QString::fromStdString(path);
        if (terms.size() >= most)
            break;
        // A blank would end the term.
        if (!name.startsWith(begin, Qt::CaseInsensitive) || name.contains(u' '))
            continue;
        const bool isTaken = std::any_of(MessageFields::Names.begin(), MessageFields::Names.end(),
            [&name](const filter::FieldName& one) {
                return name.compare(one.name, Qt::CaseInsensitive) == 0;
            });
        terms << QString((isSaid || isTaken ? QString(DataPrefix) : QString()) + name
            + (field.isNumeric ? u'>' : u':'));
    }
    return terms;
}

QStringList PayloadIndex::valuesLike(const QString& term, const QString& start) const
{
    const QString path
        = term.startsWith(DataPrefix, Qt::CaseInsensitive) ? term.mid(DataPrefix.size()) : term;
    const QString value = example(path);
    return value.isEmpty() || value.size() >= ExampleCharacters
            || !value.startsWith(start, Qt::CaseInsensitive)
        ? QStringList()
        : QStringList(value);
}

QString PayloadIndex::firstUnknown(const MessageFilter& filter) const
{
    for (const std::string& path : filter.openFields()) {
        if (!m_fields.contains(path) && path.find('.') == std::string::npos)
            return QString::fromStdString(path);
    }
    return {};
}

QString PayloadIndex::example(const QString& path) const
{
    const auto found = m_fields.find(path.toStdString());
    return found == m_fields.end() ? QString() : found->second.example;
}

} // namespace fanlight
