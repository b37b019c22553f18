// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_sides.h"

#include "hub/message_filter.h"
#include "messages/filter_terms.h"
#include "messages/tally_list.h"
#include "widgets/row_table.h"

#include <QDateTime>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString TypeField = u"type"_s;
const QString ChannelField = u"to"_s;

} // namespace

MessageSides::MessageSides(const Theme& theme, QWidget* parent)
    : Card({}, parent)
    , m_types(new TallyList(theme, tr("Types")))
    , m_channels(new TallyList(theme, tr("Channels")))
{
    setAccessibleName(tr("Types and channels"));
    layout()->setContentsMargins(7, 3, 7, 7);
    body()->addWidget(m_types, 2);
    body()->addWidget(m_channels, 3);
    setMinimumWidth(150);
    connect(m_types, &TallyList::chosen, this, [this](const QString& name) {
        if (!name.isEmpty())
            Q_EMIT filterRequested(toggledTerm(m_filter, TypeField, name));
    });
    connect(m_channels, &TallyList::chosen, this, [this](const QString& name) {
        Q_EMIT filterRequested(toggledTerm(m_filter, ChannelField, name));
    });
    m_timer.setInterval(ShowInterval);
    connect(&m_timer, &QTimer::timeout, this, &MessageSides::showNow);
}

void MessageSides::take(const std::vector<MessageRecord>& messages)
{
    for (const MessageRecord& message : messages) {
        const std::string_view type = message.frame->type();
        m_typeTally.add(QString::fromUtf8(type.data(), qsizetype(type.size())), message);
        m_channelTally.add(channelText(message), message);
    }
}

void MessageSides::takeFigures(const std::vector<MessageFigures>& figures)
{
    for (const MessageFigures& one : figures) {
        m_typeTally.take(one);
        m_channelTally.take(one);
    }
}

void MessageSides::clear()
{
    m_typeTally.clear();
    m_channelTally.clear();
    showNow();
}

void MessageSides::setFilter(const QString& text)
{
    m_filter = text;
    m_types->model()->setChosen(
        [text](const QString& name) { return !name.isEmpty() && hasTerm(text, TypeField, name); });
    m_channels->model()->setChosen(
        [text](const QString& name) { return hasTerm(text, ChannelField, name); });
}

void MessageSides::showNow()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_types->model()->setRows(m_typeTally.rows(now));
    m_channels->model()->setRows(m_channelTally.rows(now));
    m_types->fitFigures();
    m_channels->fitFigures();
    Q_EMIT shownAnew();
}

QStringList MessageSides::namesLike(const QString& field, const QString& start, int most) const
{
    if (field == TypeField)
        return m_typeTally.namesLike(start, most);
    return field == ChannelField || field == u"channel"_s ? m_channelTally.namesLike(start, most)
                                                          : QStringList();
}

int MessageSides::neededWidth() const
{
    const int around = width() - m_types->width(); // margins and frame
    return std::max(m_types->neededWidth(), m_channels->neededWidth()) + around;
}

void MessageSides::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    showNow();
    m_timer.start();
}

void MessageSides::hideEvent(QHideEvent* event)
{
    Card::hideEvent(event);
    m_timer.stop();
}

} // namespace fanlight
