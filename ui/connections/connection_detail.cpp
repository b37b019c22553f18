// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_detail.h"

#include "connections/connection_model.h"
#include "connections/frames_view.h"
#include "format.h"
#include "widgets/elided_label.h"
#include "widgets/flow_layout.h"
#include "widgets/label.h"
#include "widgets/row_table.h"
#include "widgets/value_label.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// A name and its value with a thin line below, as in the tables.
class FactRow : public QWidget {
public:
    FactRow(const Theme& theme, const QString& name, ValueLabel* value)
        : m_theme(theme)
    {
        auto* label = new ElidedLabel;
        label->setText(name);
        setLook(*label, "dim");
        label->setFixedWidth(112);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setBuddy(value);
        value->setAccessibleDescription(name); // its name is what it says
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(0, 4, 0, 5);
        row->setSpacing(8);
        row->addWidget(label);
        row->addWidget(value, 1);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Theme::Role::Line));
    }

private:
    const Theme& m_theme;
};

using Fact = ConnectionDetail::Fact;

QString factName(Fact fact)
{
    static const std::array names{ConnectionDetail::tr("Left"), ConnectionDetail::tr("User"),
        ConnectionDetail::tr("Agent"), ConnectionDetail::tr("Last-Event-ID"),
        ConnectionDetail::tr("Resumed"), ConnectionDetail::tr("Kernel queue"),
        ConnectionDetail::tr("ACK"), ConnectionDetail::tr("RTT"),
        ConnectionDetail::tr("Retransmits"), ConnectionDetail::tr("Backlog"),
        ConnectionDetail::tr("Events"), ConnectionDetail::tr("Sent"),
        ConnectionDetail::tr("Dropped"), ConnectionDetail::tr("Types"),
        ConnectionDetail::tr("Address"), ConnectionDetail::tr("Connected since"),
        ConnectionDetail::tr("Ends"), ConnectionDetail::tr("Watched since"),
        ConnectionDetail::tr("Instance")};
    return names[std::size_t(fact)];
}

constexpr int EarlierRowsSeen = 5;
const QString SplitterKey = u"connections/detail-splitter"_s;

QString dash()
{
    return format::count(Unknown);
}

QString resumedText(const ConnectionRow& row)
{
    if (row.lastEventId.isEmpty())
        return ConnectionDetail::tr("no, a new stream");
    return ConnectionDetail::tr(
        "%1 event(s) replayed", nullptr, format::plural(double(row.replayed)))
        .arg(format::count(double(row.replayed)));
}

QString sinceText(const ConnectionRow& row, qint64 nowMs)
{
    const QDateTime since = QDateTime::fromMSecsSinceEpoch(row.connectedAtMs);
    return ConnectionDetail::tr("%1, for %2", "since, how long")
        .arg(since.toString(u"yyyy-MM-dd HH:mm:ss"_s),
            ConnectionModel::cellText(row, ConnectionColumn::Connected, nowMs));
}

QString leftText(const ConnectionRow& row)
{
    return ConnectionDetail::tr("%1 at %2, after %3", "why it left")
        .arg(QString::fromLatin1(disconnectReasonName(row.reason)),
            format::dayAndClock(row.closedAtMs), format::duration(connectedForMs(row, 0)));
}

QString ms(double figure)
{
    return isKnown(figure) ? QString(format::milliseconds(figure) + u" ms"_s) : dash();
}

} // namespace

ConnectionDetail::ConnectionDetail(const Theme& theme, UiState& state, QWidget* parent)
    : Card({}, parent)
    , m_percentiles(state.percentiles())
    , m_state(new Pill(theme))
    , m_copy(new QPushButton(tr("Copy")))
    , m_hint(new QLabel(tr("Select a connection to see its figures and its last frames.")))
    , m_content(new QWidget)
    , m_notWatched(makeWrappedLabel("bad"))
    , m_frames(new FramesView(theme))
{
    setLook(*m_hint, "hint");
    m_hint->setWordWrap(true);
    titleLine()->insertWidget(1, m_state);
    m_copy->setAccessibleName(tr("Copy a value of this connection"));
    m_copy->setMenu(makeCopyMenu(m_copy));
    titleLine()->addWidget(m_copy);

    auto* known = new QWidget;
    setLook(*known, "panel");
    auto* knownColumn = new QVBoxLayout(known);
    knownColumn->setContentsMargins({});
    knownColumn->setSpacing(8);
    knownColumn->addWidget(makeFacts(theme));
    knownColumn->addWidget(makeEarlier());
    knownColumn->addStretch();
    auto* facts = new QScrollArea;
    facts->setWidget(known);
    facts->setWidgetResizable(true);
    facts->setFocusPolicy(Qt::StrongFocus); // its keys scroll
    facts->setAccessibleName(tr("Figures"));
    facts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* watched = new QWidget;
    setLook(*watched, "panel");
    auto* watchedColumn = new QVBoxLayout(watched);
    watchedColumn->setContentsMargins({});
    watchedColumn->setSpacing(8);
    watchedColumn->addWidget(m_notWatched);
    watchedColumn->addWidget(m_frames, 1);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(facts);
    splitter->addWidget(watched);
    splitter->setSizes({300, 300});
    splitter->setChildrenCollapsible(false);
    state.track(SplitterKey, splitter);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(splitter, 1);
    column->addWidget(makeButtons());

    body()->addWidget(m_hint);
    body()->addWidget(m_content, 1);
    body()->addStretch();
    clear();
}

QWidget* ConnectionDetail::makeFacts(const Theme& theme)
{
    auto* facts = new QWidget;
    auto* column = new QVBoxLayout(facts);
    column->setContentsMargins({});
    column->setSpacing(0);
    for (std::size_t i = 0; i < m_facts.size(); ++i) {
        m_facts[i] = new ValueLabel;
        column->addWidget(new FactRow(theme, factName(Fact(i)), m_facts[i]));
    }
    const auto takeFonts = [this, &theme] {
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            const bool monospace = Fact(i) == Fact::Address || Fact(i) == Fact::LastEventId;
            m_facts[i]->setFont(monospace ? theme.monospace() : theme.tabular());
        }
    };
    connect(&theme, &Theme::changed, this, takeFonts);
    takeFonts();
    return facts;
}

QWidget* ConnectionDetail::makeEarlier()
{
    auto* earlier = new QWidget;
    m_earlierTitle = new QLabel;
    m_earlierTable = new RowTable;
    setLook(*m_earlierTitle, "title");
    m_earlierTitle->setWordWrap(true);
    m_earlierTable->setModel(&m_earlier);
    m_earlierTable->setAccessibleName(tr("Earlier streams of this user"));
    QHeaderView* header = m_earlierTable->horizontalHeader();
    header->setSortIndicatorShown(false);
    header->setSectionsClickable(false);
    const std::array<QString, EarlierStreams::ColumnCount> usual{
        u"00:00:00"_s, u"00:00:00"_s, u"lifetime"_s, u"9,999"_s, u"curl"_s};
    for (int column = 0; column < EarlierStreams::ColumnCount; ++column)
        m_earlierTable->fitColumn(column, usual[std::size_t(column)], font());
    header->setStretchLastSection(true);
    auto* column = new QVBoxLayout(earlier);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(m_earlierTitle);
    column->addWidget(m_earlierTable);
    return earlier;
}

QWidget* ConnectionDetail::makeButtons()
{
    auto* buttons = new QWidget;
    m_send = new QPushButton(tr("Send to user"));
    m_disconnect = new QPushButton(tr("Disconnect"));
    auto* row = new FlowLayout(buttons, 8, 6);
    row->addWidget(m_send);
    row->addWidget(m_disconnect);
    connect(m_send, &QPushButton::clicked, this, [this] {
        if (m_row)
            Q_EMIT sendToUser(m_row->userId);
    });
    connect(m_disconnect, &QPushButton::clicked, this, [this] {
        if (m_row)
            Q_EMIT disconnectRequested(
                m_row->id, m_disconnect->mapToGlobal(QPoint(0, m_disconnect->height())));
    });
    return buttons;
}

QMenu* ConnectionDetail::makeCopyMenu(QWidget* parent)
{
    auto* menu = new QMenu(parent);
    for (const Fact fact : {Fact::User, Fact::Agent, Fact::LastEventId, Fact::Address, Fact::Types})
        menu->addAction(factName(fact), this,
            [this, fact] { QGuiApplication::clipboard()->setText(value(fact)); });
    menu->addSeparator();
    menu->addAction(tr("All of it"), this, [this] {
        QStringList lines;
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            if (const QString text = value(Fact(i)); !text.isEmpty())
                lines << tr("%1: %2", "name and value").arg(factName(Fact(i)), text);
        }
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
    return menu;
}

void ConnectionDetail::show(const ConnectionRow& row, qint64 nowMs, const QString& instance)
{
    if (!m_row || m_row->id != row.id || m_row->connectedAtMs != row.connectedAtMs) {
        m_frames->clear();
        forgetWatched();
        showLine(*m_notWatched, {});
        m_takenAtMs = 0;
    }
    m_gone = false;
    setTitle(connectionIdText(row.id));
    setFact(Fact::Instance, instance.isEmpty() ? dash() : instance);
    setFigures(row, nowMs);
    m_state->setVisible(true);
    m_content->setVisible(true);
    m_copy->setVisible(true);
    m_hint->setVisible(false);
}

void ConnectionDetail::setFigures(const ConnectionRow& row, qint64 nowMs)
{
    m_row = row;
    m_takenAtMs = nowMs;
    const auto cell
        = [&](ConnectionColumn column) { return ConnectionModel::cellText(row, column, nowMs); };
    setFact(Fact::User, row.userId.isEmpty() ? tr("none: broadcasts only") : row.userId);
    setFact(Fact::Agent, cell(ConnectionColumn::Agent));
    setFact(Fact::Address, row.address);
    setFact(Fact::Types, cell(ConnectionColumn::Types));
    setFact(Fact::LastEventId, cell(ConnectionColumn::LastEventId));
    setFact(Fact::Resumed, resumedText(row));
    setFact(Fact::Since, sinceText(row, nowMs));
    setFact(Fact::Events, cell(ConnectionColumn::Events));
    setFact(Fact::Sent, cell(ConnectionColumn::Sent));
    setFact(Fact::Dropped, format::count(double(row.dropped)));
    setFact(Fact::Backlog, format::bytes(double(row.backlogBytes)));
    if (!m_isWatched)
        setFact(Fact::RoundTrip, ms(row.rttMs));
    setState(row);
}

void ConnectionDetail::setState(const ConnectionRow& row)
{
    const bool closed = row.isClosed();
    if (closed)
        m_state->set(Pill::Tone::Neutral,
            tr("closed: %1").arg(QString::fromLatin1(disconnectReasonName(row.reason))));
    else
        m_state->set(Pill::Tone::Good, tr("live"));
    setFact(Fact::Left, closed ? leftText(row) : QString());
    m_send->setEnabled(!row.userId.isEmpty());
    m_send->setToolTip(row.userId.isEmpty() ? tr("It listens to broadcasts only.") : QString());
    m_disconnect->setToolTip(closed ? tr("It has ended.") : QString());
    updateEnd();
}

void ConnectionDetail::setOffers(bool sends, bool ends, bool canEnd)
{
    m_send->setVisible(sends);
    m_disconnect->setVisible(ends);
    m_canEnd = canEnd;
    updateEnd();
}

void ConnectionDetail::updateEnd()
{
    m_disconnect->setEnabled(m_canEnd && m_row && !m_row->isClosed() && !m_gone);
}

void ConnectionDetail::setSocketFacts(const WatchedConnection& watched)
{
    setFact(Fact::KernelQueue, format::bytes(watched.kernelQueueBytes));
    setFact(Fact::Retransmits, format::count(watched.retransmits));
    const QString rtt = ms(watched.row.rttMs);
    setFact(Fact::RoundTrip,
        isKnown(watched.rttVarianceMs) ? u"%1 ± %2"_s.arg(rtt, ms(watched.rttVarianceMs)) : rtt);
    const quint64 measured = watched.ack.count();
    setFact(Fact::Ack,
        measured == 0 ? dash()
                      : tr("%1 (%2) of %3 measured", "latencies, their percentiles")
                            .arg(m_percentiles.values([&watched](double percent) {
                                return watched.ack.percentileMs(percent);
                            }),
                                m_percentiles.names(), format::count(double(measured))));
    setFact(Fact::Watched,
        watched.watchedSinceMs > 0 ? format::clock(watched.watchedSinceMs, false) : dash());
    if (!watched.found)
        setFact(Fact::Ends, dash());
    else if (watched.endsAtMs == 0)
        setFact(Fact::Ends, tr("when it wants: no lifetime"));
    else
        setFact(Fact::Ends,
            tr("%1, in %2", "when it ends, how long until then")
                .arg(format::clock(watched.endsAtMs, false),
                    format::duration(std::max<qint64>(0, watched.endsAtMs - watched.takenAtMs))));
}

void ConnectionDetail::showWatched(const WatchedConnection& watched)
{
    if (!m_row || watched.id != m_row->id || !watched.found)
        return;
    if (!m_row->isClosed() && watched.takenAtMs >= m_takenAtMs) {
        m_gone = false;
        setFigures(watched.row, watched.takenAtMs);
    }
    m_isWatched = true;
    showLine(*m_notWatched, {});
    setSocketFacts(watched);
    m_frames->setWatched(watched);
}

void ConnectionDetail::showNotWatched(quint64 id, const QString& why)
{
    if (!m_row || id != m_row->id)
        return;
    forgetWatched(); // its socket's figures are no longer true
    showLine(*m_notWatched,
        tr("Not watched now, as the hub says: %1. It goes on by itself once that window looks "
           "elsewhere; close its details there.")
            .arg(why));
}

QString ConnectionDetail::notWatched() const
{
    return m_notWatched->text();
}

void ConnectionDetail::forgetWatched()
{
    m_isWatched = false;
    setSocketFacts({});
}

void ConnectionDetail::showHistory(const ReplayPreview& history)
{
    if (m_row)
        m_frames->setHistory(history, *m_row);
}

void ConnectionDetail::showEarlier(std::vector<ClosedConnectionPtr> streams)
{
    std::erase_if(streams, [this](const ClosedConnectionPtr& stream) {
        return m_row && stream->row.id == m_row->id
            && stream->row.connectedAtMs == m_row->connectedAtMs;
    });
    m_earlier.set(std::move(streams));
    const int rows = m_earlier.rowCount();
    m_earlierTitle->setText(
        rows > 0 ? tr("Earlier streams of this user") : tr("No earlier streams of this user"));
    m_earlierTable->setVisible(rows > 0);
    m_earlierTable->setFixedHeight(m_earlierTable->horizontalHeader()->sizeHint().height() + 4
        + std::min(rows, EarlierRowsSeen) * m_earlierTable->verticalHeader()->defaultSectionSize());
}

void ConnectionDetail::markGone()
{
    if (m_row && m_row->isClosed())
        return; // it says why
    m_gone = true;
    m_state->set(Pill::Tone::Neutral, tr("gone"));
    updateEnd();
}

void ConnectionDetail::clear()
{
    m_row.reset();
    m_gone = false;
    m_takenAtMs = 0;
    setTitle({});
    m_frames->clear();
    forgetWatched();
    showLine(*m_notWatched, {});
    showEarlier({});
    m_state->setVisible(false);
    m_content->setVisible(false);
    m_copy->setVisible(false);
    m_hint->setVisible(true);
}

void ConnectionDetail::setFact(Fact fact, const QString& text)
{
    ValueLabel* value = m_facts[std::size_t(fact)];
    if (value->text() != text)
        value->setText(text);
    if (fact == Fact::Left) // the only one that most have not
        value->parentWidget()->setVisible(!text.isEmpty());
}

QString ConnectionDetail::value(Fact fact) const
{
    return m_facts[std::size_t(fact)]->text();
}

} // namespace fanlight
