// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_detail.h"

#include "connections/connection_model.h"
#include "format.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
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
        row->setContentsMargins(0, 5, 0, 6);
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
const QString Address = u"Address"_s;
const QString Types = u"Types"_s;
const QString LastEventId = u"Last-Event-ID"_s;
const QString Resumed = u"Resumed"_s;
const QString Since = u"Connected since"_s;
const QString Events = u"Events"_s;
const QString Sent = u"Sent"_s;
const QString Dropped = u"Dropped"_s;
const QString Backlog = u"Backlog"_s;
const QString RoundTrip = u"RTT"_s;

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

} // namespace

ConnectionDetail::ConnectionDetail(const Theme& theme, QWidget* parent)
    : Card({}, parent)
    , m_state(new Pill(theme))
    , m_hint(new QLabel(u"Select a connection to see its figures."_s))
    , m_content(new QWidget)
{
    setLook(*m_hint, "hint");
    m_hint->setWordWrap(true);
    titleLine()->insertWidget(1, m_state);

    auto* facts = new QScrollArea;
    facts->setWidget(makeFacts(theme));
    facts->setWidgetResizable(true);
    facts->setFocusPolicy(Qt::NoFocus);
    facts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(facts, 1);
    column->addWidget(makeButtons());

    body()->addWidget(m_hint);
    body()->addWidget(m_content, 1);
    body()->addStretch();
    clear();
}

QWidget* ConnectionDetail::makeFacts(const Theme& theme)
{
    auto* facts = new QWidget;
    setLook(*facts, "panel");
    auto* column = new QVBoxLayout(facts);
    column->setContentsMargins({});
    column->setSpacing(0);
    for (const QString& name : {User, Agent, Address, Types, LastEventId, Resumed, Since, Events, Sent,
             Dropped, Backlog, RoundTrip}) {
        auto* value = new QLabel;
        m_facts.push_back({name, value});
        column->addWidget(new FactRow(theme, name, value));
    }
    column->addStretch();
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
    connect(m_send, &QPushButton::clicked, this, [this] { Q_EMIT sendToUser(m_userId); });
    connect(m_disconnect, &QPushButton::clicked, this, [this] {
        if (m_id)
            Q_EMIT disconnectRequested(*m_id, m_disconnect->mapToGlobal(QPoint(0, m_disconnect->height())));
    });
    return buttons;
}

void ConnectionDetail::show(const ConnectionRow& row, qint64 nowMs)
{
    m_id = row.id;
    m_userId = row.userId;
    m_gone = false;
    setTitle(connectionIdText(row.id));
    m_state->set(Pill::Tone::Good, u"live"_s);
    const auto cell = [&](ConnectionColumn column) {
        return ConnectionModel::cellText(row, column, nowMs);
    };
    setFact(User, row.userId.isEmpty() ? u"none: broadcasts only"_s : row.userId);
    setFact(Agent, cell(ConnectionColumn::Agent));
    setFact(Address, row.address);
    setFact(Types, cell(ConnectionColumn::Types));
    setFact(LastEventId, row.lastEventId.isEmpty() ? format::count(Unknown) : row.lastEventId);
    setFact(Resumed, resumedText(row));
    setFact(Since, sinceText(row, nowMs));
    setFact(Events, cell(ConnectionColumn::Events));
    setFact(Sent, cell(ConnectionColumn::Sent));
    setFact(Dropped, format::count(double(row.dropped)));
    setFact(Backlog, format::bytes(double(row.backlogBytes)));
    setFact(RoundTrip, cell(ConnectionColumn::RoundTrip));
    m_send->setEnabled(!row.userId.isEmpty());
    m_send->setToolTip(row.userId.isEmpty() ? u"It listens to broadcasts only."_s : QString());
    m_disconnect->setEnabled(true);
    m_state->setVisible(true);
    m_content->setVisible(true);
    m_hint->setVisible(false);
}

void ConnectionDetail::markGone()
{
    m_gone = true;
    m_state->set(Pill::Tone::Neutral, u"gone"_s);
    m_disconnect->setEnabled(false);
}

void ConnectionDetail::clear()
{
    m_id.reset();
    m_userId.clear();
    m_gone = false;
    setTitle({});
    m_state->setVisible(false);
    m_content->setVisible(false);
    m_hint->setVisible(true);
}

void ConnectionDetail::setFact(const QString& name, const QString& text)
{
    const auto fact = std::find_if(
        m_facts.begin(), m_facts.end(), [&](const Fact& f) { return f.name == name; });
    fact->value->setText(text);
}

QString ConnectionDetail::value(const QString& name) const
{
    const auto fact = std::find_if(
        m_facts.begin(), m_facts.end(), [&](const Fact& f) { return f.name == name; });
    return fact == m_facts.end() ? QString() : fact->value->text();
}

} // namespace fanlight
