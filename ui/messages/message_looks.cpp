// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_looks.h"

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {
constexpr qsizetype MostTypes = 1000; // with a colour of their own; then it begins again
} // namespace

MessageLooks::MessageLooks(const Theme& theme, UiState& state, MessageModel& model)
    : m_theme(theme)
    , m_model(model)
    , m_rules(state, u"messages/colours"_s)
{
    connect(&m_rules, &ColourRules::changed, this, &MessageLooks::changed);
    connect(&theme, &Theme::changed, this, &MessageLooks::changed);
    connect(&model, &QAbstractItemModel::dataChanged, this, [this] { m_painted = {}; });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { m_painted = {}; });
    model.setLooks([this](const MessageRecord& message) { return lookOf(message); });
}

void MessageLooks::changed()
{
    m_painted = {};
    m_model.looksChanged();
}

void MessageLooks::toggleMarks(const std::vector<quint64>& numbers)
{
    m_marks.toggle(numbers);
    changed();
}

void MessageLooks::clearMarks()
{
    m_marks.clear();
    changed();
}

bool MessageLooks::isProblem(const MessageRecord& message) const
{
    return (message.figures.isKnown && message.figures.recipients == 0)
        || m_rules.colourOf(message, QDateTime::currentMSecsSinceEpoch()) == ColourRules::Red;
}

MessageModel::Look MessageLooks::lookOf(const MessageRecord& message) const
{
    if (m_painted.number == message.number)
        return m_painted.look;
    MessageModel::Look look;
    look.isMarked = m_marks.contains(message.number);
    if (const auto colour = m_rules.colourOf(message, QDateTime::currentMSecsSinceEpoch()))
        look.ground = ColourRules::ground(m_theme, *colour);
    const std::string_view type = message.frame->type();
    if (m_rules.coloursTypes() && !type.empty()) {
        if (m_places.size() > MostTypes)
            m_places.clear();
        const QString name = QString::fromUtf8(type.data(), qsizetype(type.size()));
        const auto place = m_places.constFind(name);
        look.type = ColourRules::typeColour(m_theme,
            place != m_places.constEnd() ? *place : *m_places.insert(name, int(m_places.size())));
    }
    m_painted = {message.number, look};
    return look;
}

} // namespace fanlight
