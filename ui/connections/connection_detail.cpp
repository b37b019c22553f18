// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_detail.h"

#include "connections/connection_model.h"
#include "connections/frames_view.h"
#include "format.h"
#include "widgets/row_table.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
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
    FactRow(const Theme& theme, const QString& name, QLabel* value)
        : m_theme(theme)
    {
        auto* label = new QLabel(name);
        setLook(*label, "dim");
        label->setFixedWidth(112);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setBuddy(value);
        value->setAccessibleName(name);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setTextFormat(Qt::PlainText);
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

const QString User = u"User"_s;
const QString Agent = u"Agent"_s;
const QString LastEventId = u"Last-Event-ID"_s;
const QString Resumed = u"Resumed"_s;
const QString KernelQueue = u"Kernel queue"_s;
const QString Ack = u"ACK p50, p99"_s;
const QString Left = u"Left"_s;
const QString Address = u"Address"_s;
const QString Types = u"Types"_s;
const QString Since = u"Connected since"_s;
const QString Ends = u"Ends"_s;
const QString Events = u"Events"_s;
const QString Sent = u"Sent"_s;
const QString Dropped = u"Dropped"_s;
const QString Backlog = u"Backlog"_s;
const QString RoundTrip = u"RTT"_s;
const QString Retransmits = u"Retransmits"_s;
const QString Watched = u"Watched since"_s;
const QString Instance = u"Instance"_s;

constexpr int EarlierRowsSeen = 5;
const QString SplitterKey = u"connections/detail-splitter"_s;

QString dash()
{
    return format::count(Unknown);
}

QString resumedText(const ConnectionRow& row)
{
    if (row.lastEventId.isEmpty())
        return u"no, a new stream"_s;
    return row.replayed == 1 ? u"1 event replayed"_s
                             : format::count(double(row.replayed)) + u" events replayed"_s;
}

QString sinceText(const ConnectionRow& row, qint64 nowMs)
{
    const QDateTime since = QDateTime::fromMSecsSinceEpoch(row.connectedAtMs);
    return u"%1, for %2"_s.arg(since.toString(u"yyyy-MM-dd HH:mm:ss"_s),
        ConnectionModel::cellText(row, ConnectionColumn::Connected, nowMs));
}

QString leftText(const ConnectionRow& row)
{
    return u"%1 at %2, after %3"_s.arg(QString::fromLatin1(disconnectReasonName(row.reason)),
        format::clock(row.closedAtMs), format::duration(connectedForMs(row, 0)));
}

QString ms(double figure)
{
    return isKnown(figure) ? QString(format::milliseconds(figure) + u" ms"_s) : dash();
}

} // namespace

ConnectionDetail::ConnectionDetail(const Theme& theme, UiState& state, QWidget* parent)
    : Card({}, parent)
    , m_state(new Pill(theme))
    , m_hint(new QLabel(u"Select a connection to see its figures and its last frames."_s))
    , m_content(new QWidget)
    , m_frames(new FramesView(theme))
{
    setLook(*m_hint, "hint");
    m_hint->setWordWrap(true);
    titleLine()->insertWidget(1, m_state);

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
    facts->setAccessibleName(u"Figures"_s);
    facts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(facts);
    splitter->addWidget(m_frames);
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
    for (const QString& name :
        {Left, User, Agent, LastEventId, Resumed, KernelQueue, Ack, RoundTrip, Retransmits, Backlog,
            Events, Sent, Dropped, Types, Address, Since, Ends, Watched, Instance}) {
        auto* value = new QLabel;
        m_facts.push_back({name, value});
        column->addWidget(new FactRow(theme, name, value));
    }
    const auto takeFonts = [this, &theme] {
        for (const Fact& fact : m_facts) {
            const bool monospace = fact.name == Address || fact.name == LastEventId;
            fact.value->setFont(monospace ? theme.monospace() : theme.tabular());
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
    m_earlierTable->setModel(&m_earlier);
    m_earlierTable->setAccessibleName(u"Earlier streams of this user"_s);
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
    m_send = new QPushButton(u"Send to user"_s);
    m_disconnect = new QPushButton(u"Disconnect"_s);
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_send);
    row->addWidget(m_disconnect);
    row->addStretch();
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

void ConnectionDetail::show(const ConnectionRow& row, qint64 nowMs, const QString& instance)
{
    if (!m_row || m_row->id != row.id || m_row->connectedAtMs != row.connectedAtMs) {
        m_frames->clear();
        setSocketFacts({});
        m_isWatched = false;
        m_takenAtMs = 0;
    }
    m_gone = false;
    setTitle(connectionIdText(row.id));
    setFact(Instance, instance.isEmpty() ? dash() : instance);
    setFigures(row, nowMs);
    m_state->setVisible(true);
    m_content->setVisible(true);
    m_hint->setVisible(false);
}

void ConnectionDetail::setFigures(const ConnectionRow& row, qint64 nowMs)
{
    m_row = row;
    m_takenAtMs = nowMs;
    const auto cell
        = [&](ConnectionColumn column) { return ConnectionModel::cellText(row, column, nowMs); };
    setFact(User, row.userId.isEmpty() ? u"none: broadcasts only"_s : row.userId);
    setFact(Agent, cell(ConnectionColumn::Agent));
    setFact(Address, row.address);
    setFact(Types, cell(ConnectionColumn::Types));
    setFact(LastEventId, cell(ConnectionColumn::LastEventId));
    setFact(Resumed, resumedText(row));
    setFact(Since, sinceText(row, nowMs));
    setFact(Events, cell(ConnectionColumn::Events));
    setFact(Sent, cell(ConnectionColumn::Sent));
    setFact(Dropped, format::count(double(row.dropped)));
    setFact(Backlog, format::bytes(double(row.backlogBytes)));
    if (!m_isWatched)
        setFact(RoundTrip, ms(row.rttMs));
    setState(row);
}

void ConnectionDetail::setState(const ConnectionRow& row)
{
    const bool closed = row.isClosed();
    if (closed)
        m_state->set(Pill::Tone::Neutral,
            u"closed: "_s + QString::fromLatin1(disconnectReasonName(row.reason)));
    else
        m_state->set(Pill::Tone::Good, u"live"_s);
    setFact(Left, closed ? leftText(row) : QString());
    m_send->setEnabled(!row.userId.isEmpty());
    m_send->setToolTip(row.userId.isEmpty() ? u"It listens to broadcasts only."_s : QString());
    m_disconnect->setEnabled(!closed);
    m_disconnect->setToolTip(closed ? u"It has ended."_s : QString());
}

void ConnectionDetail::setSocketFacts(const WatchedConnection& watched)
{
    setFact(KernelQueue, format::bytes(watched.kernelQueueBytes));
    setFact(Retransmits, format::count(watched.retransmits));
    const QString rtt = ms(watched.row.rttMs);
    setFact(RoundTrip,
        isKnown(watched.rttVarianceMs) ? u"%1 ± %2"_s.arg(rtt, ms(watched.rttVarianceMs)) : rtt);
    const quint64 measured = watched.ack.count();
    setFact(Ack,
        measured == 0 ? dash()
                      : u"%1, %2 of %3 measured"_s.arg(ms(watched.ack.percentileMs(50)),
                          ms(watched.ack.percentileMs(99)), format::count(double(measured))));
    setFact(Watched,
        watched.watchedSinceMs > 0 ? format::clock(watched.watchedSinceMs, false) : dash());
    if (!watched.found)
        setFact(Ends, dash());
    else if (watched.endsAtMs == 0)
        setFact(Ends, u"when it wants: no lifetime"_s);
    else
        setFact(Ends,
            u"%1, in %2"_s.arg(format::clock(watched.endsAtMs, false),
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
    setSocketFacts(watched);
    m_frames->setWatched(watched);
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
        rows > 0 ? u"Earlier streams of this user"_s : u"No earlier streams of this user"_s);
    m_earlierTable->setVisible(rows > 0);
    m_earlierTable->setFixedHeight(m_earlierTable->horizontalHeader()->sizeHint().height() + 4
        + std::min(rows, EarlierRowsSeen) * m_earlierTable->verticalHeader()->defaultSectionSize());
}

void ConnectionDetail::markGone()
{
    if (m_row && m_row->isClosed())
        return; // it says why
    m_gone = true;
    m_state->set(Pill::Tone::Neutral, u"gone"_s);
    m_disconnect->setEnabled(false);
}

void ConnectionDetail::clear()
{
    m_row.reset();
    m_gone = false;
    m_takenAtMs = 0;
    setTitle({});
    m_frames->clear();
    setSocketFacts({});
    showEarlier({});
    m_state->setVisible(false);
    m_content->setVisible(false);
    m_hint->setVisible(true);
}

void ConnectionDetail::setFact(const QString& name, const QString& text)
{
    const auto fact = std::find_if(
        m_facts.begin(), m_facts.end(), [&](const Fact& f) { return f.name == name; });
    fact->value->setText(text);
    if (name == Left) // the only one that most have not
        fact->value->parentWidget()->setVisible(!text.isEmpty());
}

QString ConnectionDetail::value(const QString& name) const
{
    const auto fact = std::find_if(
        m_facts.begin(), m_facts.end(), [&](const Fact& f) { return f.name == name; });
    return fact == m_facts.end() ? QString() : fact->value->text();
}

} // namespace fanlight
