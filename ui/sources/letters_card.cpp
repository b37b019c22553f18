// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/letters_card.h"

#include "format.h"
#include "sse/visible_text.h"
#include "ui_state.h"
#include "widgets/content_columns.h"
#include "widgets/elided_label.h"
#include "widgets/empty_state.h"
#include "widgets/filter_line.h"
#include "widgets/flow_layout.h"
#include "widgets/key_notes.h"
#include "widgets/question.h"
#include "widgets/row_table.h"

#include <QClipboard>
#include <QDate>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace fanlight {

namespace {

const QString LettersHeaderKey = QStringLiteral("sources/letters-header");
const QString LettersSplitterKey = QStringLiteral("sources/letters-splitter");
constexpr int ProgressBarWidth = 140;
constexpr int ProgressBarHeight = 8;

QString countedLetters(double count)
{
    return LettersCard::tr("%1 dead letter(s)", nullptr, format::plural(count))
        .arg(format::count(count));
}

TableExport::Content lettersContent(const LetterArrangement& arrangement)
{
    const auto letters
        = std::make_shared<const std::vector<DeadLetter>>(arrangement.shownLetters());
    return {[letters](QIODevice& device) { return writeLettersCsv(device, *letters); },
        countedLetters(double(letters->size()))};
}

} // namespace

LettersCard::LettersCard(Calls calls, const Theme& theme, UiState& state, QWidget* parent)
    : Card({}, parent)
    , m_calls(std::move(calls))
    , m_theme(theme)
    , m_model(theme)
    , m_arrangement(m_model)
    , m_run(m_calls.deeds)
    , m_reader(m_calls.list,
          {[this] { return isVisible(); }, [this] { return m_run.isRunning(); },
              [this](std::vector<DeadLetter>* letters) { takeLetters(letters); }},
          this)
    , m_filter(new QLineEdit)
    , m_count(new ElidedLabel)
    , m_refresh(new QPushButton(tr("Read again")))
    , m_send(new QPushButton(tr("&Send as it is")))
    , m_remove(new QPushButton(tr("&Remove…")))
    , m_export(new QPushButton(tr("E&xport…")))
    , m_table(new RowTable)
    , m_view(new LetterView(theme, m_calls.check))
    , m_empty(new EmptyState(theme))
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_stack(new QStackedWidget)
    , m_progress(new ElidedLabel)
    , m_bar(new QProgressBar)
    , m_cancel(new QPushButton(tr("Cance&l")))
    , m_csv(
          tr("Export dead letters"), QStringLiteral("dead-letters.csv"),
          [this] { return lettersContent(m_arrangement); }, this)
{
    setAccessibleName(tr("Dead letters"));
    makeTable(theme, state);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_view);
    m_table->setMinimumWidth(220);
    m_view->setMinimumWidth(250);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({680, 430});
    state.track(LettersSplitterKey, m_splitter);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_empty);
    body()->addWidget(makeTools());
    body()->addWidget(makeProgress());
    body()->addWidget(m_stack, 1);
    connectRun();
    connect(&m_reader, &LetterReader::begun, this, &LettersCard::update);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_arrangement.setFilter(TextFilter(text));
        update();
    });
    connect(m_refresh, &QPushButton::clicked, this, &LettersCard::reload);
    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        if (m_filter->text().isEmpty())
            reload();
        else
            m_filter->clear();
    });
    connect(m_send, &QPushButton::clicked, this, &LettersCard::sendSelected);
    connect(m_remove, &QPushButton::clicked, this, &LettersCard::removeSelected);
    connect(m_export, &QPushButton::clicked, &m_csv, &TableExport::askWhere);
    connect(&m_csv, &TableExport::done, this, &LettersCard::lastAction);
    connect(m_view, &LetterView::sendRequested, this, &LettersCard::send);
    addFindShortcut(*this, *m_filter);
    addClearShortcut(*m_filter);
    update();
}

QWidget* LettersCard::makeTools()
{
    m_filter->setPlaceholderText(tr("Filter: a part of reason, id, recipient or type"));
    m_filter->setAccessibleName(tr("Filter dead letters"));
    m_filter->setToolTip(TextFilter::help());
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(360);
    setLook(*m_count, "hint");
    m_refresh->setToolTip(tr("Asks the source which letters it keeps now."));
    m_send->setToolTip(tr("Publishes what is selected once more, with the body it has; what is "
                          "taken leaves the dead letters."));
    m_remove->setToolTip(tr("Removes what is selected from the source for good."));
    m_export->setToolTip(tr("Saves the shown letters as CSV, with their bodies."));
    auto* tools = new QWidget;
    auto* line = new FlowLayout(tools, 10, 6);
    line->addWidget(m_filter);
    line->setGrowing(m_filter);
    line->addWidget(m_count);
    line->addStretch();
    for (QPushButton* button : {m_refresh, m_send, m_remove, m_export}) {
        setLook(*button, "small");
        line->addWidget(button);
    }
    return tools;
}

QWidget* LettersCard::makeProgress()
{
    setLook(*m_progress, "hint");
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(ProgressBarWidth, ProgressBarHeight);
    m_bar->setAccessibleName(tr("Progress"));
    setLook(*m_cancel, "small");
    m_progressLine = new QWidget;
    auto* line = new QHBoxLayout(m_progressLine);
    line->setContentsMargins({});
    line->setSpacing(10);
    line->addWidget(m_bar);
    line->addWidget(m_progress, 1);
    line->addWidget(m_cancel);
    m_progressLine->hide();
    connect(m_cancel, &QPushButton::clicked, &m_run, &LetterRun::cancel);
    return m_progressLine;
}

void LettersCard::makeTable(const Theme& theme, UiState& state)
{
    m_table->setModel(&m_arrangement);
    m_table->setAccessibleName(tr("Dead letters"));
    m_table->setMinimumHeight(110);
    m_table->horizontalHeader()->setSortIndicator(LetterModel::Died, Qt::DescendingOrder);
    (new ContentColumns(*m_table,
         {{QStringLiteral("00:00:00"), theme.monospace(), 20},
             {QString(18, QLatin1Char('x')), font()}, {QStringLiteral("10"), theme.tabular()},
             {QStringLiteral("order-1234"), theme.monospace(), 24},
             {QStringLiteral("everyone"), font(), 20}, {QStringLiteral("new-post"), font(), 20},
             {QStringLiteral("99.9 KiB"), theme.tabular()}},
         LetterModel::Reason))
        ->keepIn(state, LettersHeaderKey);
    m_table->setSortingEnabled(true);
    connect(m_table, &QWidget::customContextMenuRequested, this, &LettersCard::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &LettersCard::showSelected);
    connect(m_table, &QAbstractItemView::activated, this, [this] {
        if (selected().size() == 1)
            m_view->mend();
    });
    noteKeys(*m_table, tr("Enter"), tr("Mend the selected letter"));
    const auto key = [this](const QKeySequence& keys, const QString& what, auto deed) {
        auto* shortcut = new QShortcut(keys, m_table, nullptr, nullptr, Qt::WidgetShortcut);
        explainKey(*shortcut, what);
        connect(shortcut, &QShortcut::activated, this, deed);
    };
    key(QKeySequence::Delete, tr("Remove the selected letters"), &LettersCard::removeSelected);
    key(Qt::Key_F5, tr("Read the dead letters again"), &LettersCard::reload);
}

void LettersCard::connectRun()
{
    connect(&m_run, &LetterRun::progressed, this, &LettersCard::showProgress);
    connect(&m_run, &LetterRun::ended, this, &LettersCard::showEnd);
    connect(
        &m_run, &LetterRun::refused, this, [this](const std::string& handle, const QString& error) {
            if (m_run.outcome().source != m_reader.source())
                return;
            m_model.setAnswer(handle, error);
            showSelected();
        });
}

void LettersCard::setSource(const QString& name)
{
    if (!m_reader.setSource(name))
        return;
    m_view->forgetAll();
    m_model.clear();
    if (isVisible())
        reload();
    update();
}

void LettersCard::setFigures(double dead, quint64 buried)
{
    m_reader.setFigures(dead, buried);
    update();
}

void LettersCard::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    m_model.setToday(QDate::currentDate());
    m_reader.readIfStale();
}

void LettersCard::takeLetters(std::vector<DeadLetter>* letters)
{
    if (letters) {
        m_model.setToday(QDate::currentDate());
        const QScopedValueRollback applying(m_applying, true);
        m_model.setLetters(std::move(*letters));
    }
    showSelected();
    update();
}

void LettersCard::showLetters(std::vector<DeadLetter> letters)
{
    m_reader.take(std::move(letters));
    if (m_arrangement.rowCount() > 0)
        m_table->selectRow(0);
}

void LettersCard::stop()
{
    m_run.cancel();
    m_reader.stop();
    update();
}

std::vector<DeadLetter> LettersCard::selected() const
{
    std::vector<DeadLetter> letters;
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
        [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    for (const QModelIndex& row : rows)
        letters.push_back(m_model.letter(m_arrangement.mapToSource(row).row()));
    return letters;
}

void LettersCard::showSelected()
{
    if (m_applying)
        return; // once all rows are there
    const std::vector<DeadLetter> letters = selected();
    if (letters.size() == 1) {
        m_view->show(letters.front());
        const QString answer = m_model.answer(letters.front().handle);
        m_view->setAnswer(
            answer.isEmpty() ? QString() : tr("Sent again, and refused: %1").arg(answer));
    } else if (letters.empty() && m_view->letter() && m_model.rowOf(m_view->letter()->handle) < 0) {
        m_view->markGone(); // what is written there is not taken away from under the hands
    } else {
        m_view->showNone(letters.empty()
                ? tr("Select a dead letter to see why it died, and to mend it.")
                : tr("%1 selected", "12 dead letters").arg(countedLetters(double(letters.size()))));
    }
    update();
}

void LettersCard::sendSelected()
{
    std::vector<DeadLetter> letters = selected();
    if (letters.empty() || m_run.isRunning() || !m_isOpen)
        return;
    if (letters.size() == 1)
        return m_run.start(m_reader.source(), LetterRun::Deed::Send, std::move(letters));
    const auto count = int(letters.size());
    Question::ask(this, tr("Send %n letter(s) again?", nullptr, count),
        tr("They are published with the bodies they have. What is refused again stays where it "
           "is."),
        tr("&Send"), Question::Choice::Usual, [this, source = m_reader.source(), letters] {
            if (m_isOpen)
                m_run.start(source, LetterRun::Deed::Send, letters);
        });
}

void LettersCard::removeSelected()
{
    std::vector<DeadLetter> letters = selected();
    if (letters.empty() || m_run.isRunning() || !m_isOpen)
        return;
    const QString title = tr("Remove %n dead letter(s)?", nullptr, int(letters.size()));
    const QString text = tr("The source forgets them for good: nobody gets what they say.");
    const auto go = [this, source = m_reader.source(), letters] { remove(source, letters); };
    if (m_caution.asksFirst)
        m_caution.ask(*this, {title, text, tr("&Remove")}, go);
    else
        Question::ask(this, title, text, tr("&Remove"), Question::Choice::Costly, go);
}

void LettersCard::remove(const QString& source, const std::vector<DeadLetter>& letters)
{
    if (m_isOpen) // still
        m_run.start(source, LetterRun::Deed::Remove, letters);
}

void LettersCard::setDeeds(bool offered, bool open)
{
    m_hasDeeds = offered;
    m_isOpen = open;
    m_send->setVisible(offered);
    m_remove->setVisible(offered);
    m_view->setMendable(offered);
    if (!open)
        m_run.cancel(); // what has not been asked for yet
    update();
}

void LettersCard::send(const DeadLetter& mended)
{
    if (!m_isOpen)
        return;
    m_run.start(m_reader.source(), LetterRun::Deed::Send, {mended});
}

void LettersCard::showProgress()
{
    const LetterRun::Outcome& outcome = m_run.outcome();
    const int at = outcome.done + outcome.failed + 1;
    const QString of = tr("%1 of %2").arg(at).arg(outcome.wanted);
    m_progress->setText(outcome.deed == LetterRun::Deed::Send
            ? tr("Sending again at %1: %2", "a source, 3 of 12").arg(outcome.source, of)
            : tr("Removing at %1: %2", "a source, 3 of 12").arg(outcome.source, of));
    m_bar->setRange(0, outcome.wanted);
    m_bar->setValue(at - 1);
    m_progressLine->setVisible(outcome.wanted > 1);
    update();
}

void LettersCard::showEnd(const LetterRun::Outcome& outcome)
{
    m_progressLine->hide();
    const QString done = countedLetters(double(outcome.done));
    QString text = outcome.deed == LetterRun::Deed::Send
        ? tr("%1 sent again at %2", "3 dead letters, a source").arg(done, outcome.source)
        : tr("%1 removed at %2", "3 dead letters, a source").arg(done, outcome.source);
    if (outcome.failed > 0)
        text = tr("%1, %2 not: %3", "what was done, how many were not, why")
                   .arg(text, format::count(double(outcome.failed)), outcome.firstError);
    if (outcome.cancelled && outcome.done + outcome.failed < outcome.wanted)
        text = tr("%1, then cancelled").arg(text);
    Q_EMIT lastAction(visibleText(text));
    if (outcome.source == m_reader.source()) {
        // The one that is seen is done: with the next reading it goes.
        if (m_view->letter() && outcome.wanted == 1 && outcome.done == 1) {
            m_view->forget(std::string(m_view->letter()->handle));
            m_view->showNone({});
        }
        reload();
    }
    update();
}

void LettersCard::update()
{
    const int shown = m_arrangement.rowCount();
    const int all = m_model.rowCount();
    const auto chosen = m_table->selectionModel()->selectedRows().size();
    QString text = countedLetters(double(all));
    if (isKnown(m_reader.dead()) && m_reader.dead() > all && all > 0)
        text = tr("the newest %1 of %2")
                   .arg(format::count(double(all)), format::count(m_reader.dead()));
    if (shown != all)
        text = tr("%1 of %2").arg(format::count(double(shown)), text);
    if (!m_reader.error().isEmpty())
        text = tr("not read again: %1", "why").arg(m_reader.error());
    m_count->setText(all > 0 ? text : QString());
    const bool busy = m_run.isRunning();
    m_send->setText(chosen > 1 ? tr("&Send %1 as they are").arg(chosen) : tr("&Send as it is"));
    m_remove->setText(chosen > 1 ? tr("&Remove %1…", "how many").arg(chosen) : tr("&Remove…"));
    m_send->setEnabled(chosen > 0 && !busy && m_isOpen);
    m_remove->setEnabled(chosen > 0 && !busy && m_isOpen);
    m_export->setEnabled(shown > 0);
    m_refresh->setEnabled(!m_reader.source().isEmpty() && !m_reader.isReading());
    m_view->setBusy(busy || !m_isOpen);
    // What is being mended stays in sight, even if its letter was the last.
    const bool isSeen = shown > 0 || (all == 0 && m_view->isMending());
    m_stack->setCurrentWidget(isSeen ? static_cast<QWidget*>(m_splitter) : m_empty);
    if (isSeen)
        return;
    if (all > 0)
        m_empty->set(tr("No letter matches the filter"), tr("All others are still there."), {},
            tr("Clear filter"));
    else if (!m_reader.error().isEmpty())
        m_empty->set(tr("The dead letters cannot be read"), m_reader.error(), {}, tr("Try again"));
    else if (!m_reader.hasRead())
        m_empty->set(tr("Reading the dead letters"), {});
    else
        m_empty->set(tr("No dead letters"),
            tr("A message that is refused %n time(s) is kept here, with the reason, to be mended "
               "and sent again.",
                nullptr, Source::MostTries));
}

QString LettersCard::countText() const
{
    return m_count->text();
}

QString LettersCard::progressText() const
{
    return m_progressLine->isHidden() ? QString() : m_progress->text();
}

void LettersCard::copyOfCurrent(int column)
{
    const QModelIndex at = m_arrangement.mapToSource(m_table->currentIndex());
    if (at.isValid())
        QGuiApplication::clipboard()->setText(
            m_model.index(at.row(), column).data(LetterModel::SortRole).toString());
}

void LettersCard::addDeeds(QMenu& menu, std::size_t letters)
{
    const bool free = !m_run.isRunning() && m_isOpen;
    menu.addAction(tr("&Mend…\tEnter"), m_view, &LetterView::mend)
        ->setEnabled(letters == 1 && free);
    menu.addAction(m_send->text(), this, &LettersCard::sendSelected)->setEnabled(free);
    menu.addAction(tr("%1\tDel", "an action, its key").arg(m_remove->text()), this,
            &LettersCard::removeSelected)
        ->setEnabled(free);
    menu.addSeparator();
}

void LettersCard::showMenu(const QPoint& where)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::vector<DeadLetter> letters = selected();
    if (!letters.empty()) {
        if (m_hasDeeds)
            addDeeds(*menu, letters.size());
        menu->addAction(tr("&Copy rows\tCtrl+C"), m_table, &RowTable::copySelection);
        menu->addAction(tr("Copy the &body"), this, [this] {
            const QModelIndex at = m_arrangement.mapToSource(m_table->currentIndex());
            if (at.isValid())
                QGuiApplication::clipboard()->setText(
                    QString::fromStdString(m_model.letter(at.row()).content.body));
        });
        menu->addAction(
            tr("Copy the r&eason"), this, [this] { copyOfCurrent(LetterModel::Reason); });
        menu->addAction(
            tr("Copy the message &id"), this, [this] { copyOfCurrent(LetterModel::MessageId); });
        menu->addSeparator();
    }
    m_table->addSortMenu(*menu);
    m_table->addColumnMenu(*menu);
    menu->popup(m_table->viewport()->mapToGlobal(where));
}

} // namespace fanlight
