// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_table.h"

#include "messages/ground_delegate.h"

#include <QHeaderView>
#include <QScopedValueRollback>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString HeaderKey = u"messages/columns"_s;
const QString FieldsKey = u"messages/fields"_s;
const QString PayloadKey = u"messages/payload-width"_s; // was chosen by hand
constexpr int LeastPayload = 160;
constexpr int LeastWidth = 44; // of a column

// The longest usual value of each column: it must be seen in full.
const std::array<QString, MessageModel::ColumnCount> UsualValues{u"00:00:00.000 ◆"_s,
    u"followers of 42"_s, u"new-comment"_s, u"1732449751000-0"_s, u"999 KiB"_s, u"10,000"_s,
    u"99.9 ms"_s, u"99.9 ms"_s, u"window"_s, u"{\"postId\":9001,\"message\":\"Ada"_s};
const QString UsualFieldValue = u"A-1177-29"_s;
const QString DatedTime = u"2026-12-31 00:00:00.000 ◆"_s;

// As they are first seen; others are in the menu.
constexpr std::array FirstOrder{MessageModel::Time, MessageModel::Source, MessageModel::Channel,
    MessageModel::Type, MessageModel::Payload, MessageModel::Size, MessageModel::Recipients,
    MessageModel::Write, MessageModel::Ack, MessageModel::Id};

} // namespace

MessageTable::MessageTable(const Theme& theme, MessageModel& model, UiState& state, QWidget* parent)
    : RowTable(parent)
    , m_theme(theme)
    , m_model(model)
    , m_state(state)
    , m_hasChosenWidth(state.value(PayloadKey, false).toBool())
{
    setItemDelegate(new GroundDelegate(this));
    setModel(&model);
    setAccessibleName(tr("Messages"));
    QHeaderView* header = horizontalHeader();
    header->setMinimumSectionSize(LeastWidth);
    header->setSortIndicatorClearable(true); // the third click goes back to the order of arrival
    for (int column = 0; column < MessageModel::ColumnCount; ++column) {
        const bool isMonospace = column == MessageModel::Time || column == MessageModel::Id
            || column == MessageModel::Payload;
        fitColumn(column, UsualValues[std::size_t(column)],
            isMonospace ? theme.monospace() : theme.tabular());
    }
    for (std::size_t place = 0; place < FirstOrder.size(); ++place)
        header->moveSection(header->visualIndex(FirstOrder[place]), int(place));
    // all that is shown at first fits the usual page; the others are in the menu
    for (const int column : {MessageModel::Id, MessageModel::Size, MessageModel::Write})
        header->hideSection(column);
    header->setSortIndicator(MessageModel::Time, Qt::AscendingOrder);
    const auto takePercent = [this] { m_model.setPercent(m_state.percentiles().headline()); };
    connect(&state.percentiles(), &Percentiles::changed, this, takePercent);
    takePercent();
}

void MessageTable::restore()
{
    const QScopedValueRollback fitting(m_isFitting, true);
    for (const QString& path : m_state.value(FieldsKey).toStringList())
        addField(path);
    QHeaderView* header = horizontalHeader();
    m_state.track(HeaderKey, header);
    setSortingEnabled(true);
    connect(header, &QHeaderView::sectionResized, this, [this](int column, int before, int now) {
        if (m_isFitting)
            return;
        if (column == MessageModel::Payload && before > 0 && now > 0) {
            m_hasChosenWidth = true;
            m_state.setValue(PayloadKey, true);
        } else {
            fitPayload();
        }
    });
}

int MessageTable::addField(const QString& path)
{
    if (const qsizetype at = m_model.fields().indexOf(path); at >= 0)
        return MessageModel::ColumnCount + int(at);
    const int column = m_model.addField(path);
    if (column < 0)
        return column;
    {
        const QScopedValueRollback fitting(m_isFitting, true);
        QHeaderView* header = horizontalHeader();
        fitColumn(column, UsualFieldValue, m_theme.tabular());
        header->moveSection(
            header->visualIndex(column), header->visualIndex(MessageModel::Recipients));
    }
    keepFields();
    return column;
}

void MessageTable::removeField(const QString& path)
{
    QHeaderView* header = horizontalHeader();
    const int column = MessageModel::ColumnCount + int(m_model.fields().indexOf(path));
    if (column < MessageModel::ColumnCount)
        return;
    if (header->sortIndicatorSection() == column)
        header->setSortIndicator(MessageModel::Time, Qt::AscendingOrder);
    m_model.removeField(path);
    keepFields();
}

void MessageTable::keepFields()
{
    m_state.setValue(FieldsKey, m_model.fields());
    fitPayload();
    if (isVisible())
        m_state.setValue(HeaderKey, horizontalHeader()->saveState());
    Q_EMIT fieldsChanged();
}

int MessageTable::spareWidth() const
{
    const QHeaderView* header = horizontalHeader();
    if (m_hasChosenWidth || header->isSectionHidden(MessageModel::Payload))
        return viewport()->width() - header->length();
    const int payload = header->sectionSize(MessageModel::Payload);
    return viewport()->width() - header->length() + payload - LeastPayload;
}

void MessageTable::fitTimes()
{
    if (!std::exchange(m_hasDates, m_model.hasOtherDays()) && m_hasDates
        && columnWidth(MessageModel::Time)
            < QFontMetrics(m_theme.monospace()).horizontalAdvance(DatedTime)) {
        const QScopedValueRollback fitting(m_isFitting, true);
        fitColumn(MessageModel::Time, DatedTime, m_theme.monospace());
    } else {
        return;
    }
    fitPayload();
}

void MessageTable::resizeEvent(QResizeEvent* event)
{
    RowTable::resizeEvent(event);
    fitPayload();
}

void MessageTable::fitPayload()
{
    QHeaderView* header = horizontalHeader();
    if (m_hasChosenWidth || m_isFitting || header->isSectionHidden(MessageModel::Payload))
        return;
    const QScopedValueRollback fitting(m_isFitting, true);
    const int others = header->length() - header->sectionSize(MessageModel::Payload);
    header->resizeSection(
        MessageModel::Payload, std::max(LeastPayload, viewport()->width() - others));
}

} // namespace fanlight
