// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_tools.h"

#include "format.h"
#include "messages/message_model.h"
#include "widgets/filter_edit.h"
#include "widgets/filter_line.h"
#include "widgets/saved_filters.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {
const QString SavedFiltersKey = u"messages/saved-filters"_s;
} // namespace

MessageTools::MessageTools(UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_filter(new FilterEdit(MessageFields::Names))
    , m_savedFilters(new SavedFilters(*m_filter, state, SavedFiltersKey))
    , m_count(new QLabel)
    , m_problem(new QLabel)
    , m_columns(new QPushButton(tr("Columns")))
    , m_colours(new QPushButton(tr("Colours")))
    , m_pause(new QPushButton(tr("&Pause")))
    , m_clear(new QPushButton(tr("C&lear")))
    , m_replay(new QPushButton(tr("Replay…")))
    , m_export(new QPushButton(tr("Export")))
{
    m_filter->setPlaceholderText(tr("Filter: user:1* type:like,order total>100"));
    m_filter->setAccessibleName(tr("Filter messages"));
    m_filter->setToolTip(m_filter->placeholderText());
    m_problem->setWordWrap(true);
    m_columns->setToolTip(tr("Which columns are shown, those of the payload, too."));
    m_colours->setToolTip(tr("Colours for what a filter matches."));
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Holds the rows; the recording goes on."));
    m_clear->setToolTip(
        tr("Forgets all messages, also those that are not shown. Undo brings them back."));
    m_replay->setToolTip(
        tr("Shows what a client that comes back would be sent from history. (Ctrl+R)"));
    m_export->setToolTip(tr("Saves the shown messages in their order."));
    auto* formats = new QMenu(m_export);
    formats->addAction(
        tr("As &CSV…"), this, [this] { Q_EMIT exportRequested(MessagesFormat::Csv); });
    formats->addAction(
        tr("As &JSON…"), this, [this] { Q_EMIT exportRequested(MessagesFormat::Json); });
    m_export->setMenu(formats);
    connect(m_pause, &QPushButton::toggled, this, &MessageTools::paused);
    connect(m_clear, &QPushButton::clicked, this, &MessageTools::clearRequested);
    connect(m_replay, &QPushButton::clicked, this, &MessageTools::replayRequested);

    auto* line = makeFilterLine(*m_filter, m_savedFilters, *m_count, *m_problem,
        {m_columns, m_colours, m_pause, m_clear, m_replay, m_export});
    line->setContentsMargins({});
    setLayout(line);
}

void MessageTools::showProblem(const QString& error)
{
    showFilterProblem(*m_filter, *m_problem, error);
}

void MessageTools::showHint(const QString& hint)
{
    m_problem->setText(hint);
    m_problem->setVisible(!hint.isEmpty());
}

void MessageTools::showCounts(const MessageModel& model)
{
    const auto text = [](quint64 n) { return format::count(double(n)); };
    const QString counts
        = tr("kept %1, evicted %2, not shown %3")
              .arg(text(model.kept()), text(model.evicted()), text(model.notShown()));
    const QString term = m_filter->unfinishedTerm();
    m_count->setText(
        term.isEmpty() ? counts : tr("%1, “%2” is unfinished", "counts, a term").arg(counts, term));
    m_filter->setAccessibleDescription(term.isEmpty()
            ? m_problem->text()
            : tr("The rows are those of before. Enter looks for “%1” as it is.").arg(term));
    m_count->setToolTip(
        tr("Kept are at most %1 messages and %2; now %3. The oldest go first.")
            .arg(text(MessageLog::MostMessages), format::bytes(double(MessageLog::MostBytes)),
                format::bytes(double(model.bytes()))));
    m_clear->setEnabled(model.kept() > 0 || model.evicted() > 0 || model.rowCount() > 0);
    m_export->setEnabled(model.rowCount() > 0);
}

void MessageTools::setPaused(bool paused)
{
    m_pause->setChecked(paused);
    m_pause->setText(paused ? tr("&Resume") : tr("&Pause"));
}

QString MessageTools::countText() const
{
    return m_count->text();
}

} // namespace fanlight
