// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_detail.h"

#include "fleet/fleet_difference.h"
#include "format.h"
#include "percentiles.h"
#include "theme/theme.h"
#include "widgets/flow_layout.h"
#include "widgets/label.h"
#include "widgets/value_label.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace fanlight {

namespace {

using FleetFactOf = FleetDetail::Fact;

QString fleetFactName(FleetFactOf fact)
{
    const std::array names{FleetDetail::tr("Address"), FleetDetail::tr("Through"),
        FleetDetail::tr("You are"), FleetDetail::tr("Alert"), FleetDetail::tr("Since"),
        FleetDetail::tr("Host"), FleetDetail::tr("Pid"), FleetDetail::tr("Version"),
        FleetDetail::tr("Started"), FleetDetail::tr("Heartbeat"), FleetDetail::tr("Streams"),
        FleetDetail::tr("Published"), FleetDetail::tr("Delivered"), FleetDetail::tr("ACK"),
        FleetDetail::tr("Write"), FleetDetail::tr("Memory"), FleetDetail::tr("CPU"),
        FleetDetail::tr("Descriptors")};
    return names[std::size_t(fact)];
}

// A moment of today by its time.
QString fleetMoment(qint64 ms)
{
    if (ms <= 0)
        return format::Dash;
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(ms);
    return at.date() == QDate::currentDate() ? at.toString(u"HH:mm:ss")
                                             : at.toString(u"yyyy-MM-dd HH:mm:ss");
}

} // namespace

FleetDetail::FleetDetail(const Theme& theme, const Percentiles& percentiles, QWidget* parent)
    : Card(tr("Hub"), parent)
    , m_percentiles(percentiles)
    , m_state(new Pill(theme))
    , m_why(makeWrappedLabel("hint"))
    , m_differenceTitle(makeLabel("title"))
    , m_difference(makeWrappedLabel("hint"))
    , m_open(new QPushButton(tr("Open")))
    , m_compare(new QPushButton)
    , m_ask(new QPushButton)
    , m_browser(new QPushButton(tr("Open in browser")))
    , m_curl(new QPushButton(tr("Copy curl")))
{
    titleLine()->insertWidget(1, m_state);
    setLook(*m_open, "primary");
    setLook(*m_browser, "link");
    setLook(*m_curl, "link");
    auto* scroll = new QScrollArea;
    scroll->setWidget(makeFacts(theme));
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::StrongFocus); // its keys scroll
    scroll->setAccessibleName(tr("Figures of the hub"));
    body()->addWidget(m_why);
    body()->addWidget(scroll, 1);
    m_open->setToolTip(tr("Shows this hub in all pages of the window."));
    m_browser->setToolTip(tr("The page of that hub, at the address it gave itself: from another "
                             "machine it may be another one."));
    m_curl->setToolTip(tr("Subscribes to that hub from a terminal."));
    connect(m_open, &QPushButton::clicked, this, &FleetDetail::openRequested);
    connect(m_compare, &QPushButton::clicked, this, &FleetDetail::compareRequested);
    connect(m_ask, &QPushButton::clicked, this, &FleetDetail::askRequested);
    connect(m_browser, &QPushButton::clicked, this, &FleetDetail::browserRequested);
    connect(m_curl, &QPushButton::clicked, this, &FleetDetail::copyCurlRequested);
    connect(&percentiles, &Percentiles::changed, this, &FleetDetail::showPercentiles);
    m_state->hide();
    m_why->hide();
    showPercentiles();
    showButtons();
}

// Facts of the way, what is different and the buttons; below them all figures.
QWidget* FleetDetail::makeFacts(const Theme& theme)
{
    auto* facts = new QWidget;
    setLook(*facts, "panel");
    auto* column = new QVBoxLayout(facts);
    column->setContentsMargins({});
    column->setSpacing(12);
    QGridLayout* grid = nullptr;
    for (int i = 0; i < int(Fact::Count); ++i) {
        const auto fact = Fact(i);
        if (fact == Fact::Address || fact == Fact::Host) {
            grid = new QGridLayout;
            grid->setHorizontalSpacing(12);
            grid->setVerticalSpacing(8);
            grid->setColumnStretch(1, 1);
            if (fact == Fact::Host) {
                m_difference->setAccessibleName(tr("What is different"));
                column->addWidget(m_differenceTitle);
                column->addWidget(m_difference);
                auto* buttons = new FlowLayout(8, 6);
                for (QPushButton* button : {m_ask, m_open, m_compare, m_browser, m_curl})
                    buttons->addWidget(button);
                column->addLayout(buttons);
            }
            column->addLayout(grid);
        }
        const QString name = fleetFactName(fact);
        auto* label = makeLabel(name, "dim");
        auto* value = new ValueLabel;
        value->setAccessibleDescription(name); // its name is what it says
        label->setBuddy(value);
        grid->addWidget(label, i, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(value, i, 1);
        m_facts[std::size_t(i)] = value;
        m_names[std::size_t(i)] = label;
    }
    column->addStretch();
    const auto takeFonts = [this, &theme] {
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            const bool isFixed
                = Fact(i) == Fact::Address || Fact(i) == Fact::Host || Fact(i) == Fact::Since;
            m_facts[i]->setFont(isFixed ? theme.monospace() : theme.tabular());
        }
    };
    connect(&theme, &Theme::changed, this, takeFonts);
    takeFonts();
    return facts;
}

void FleetDetail::showPercentiles()
{
    const std::array latencies{
        std::pair(Fact::Ack, &FleetFigures::ackMs), std::pair(Fact::Write, &FleetFigures::writeMs)};
    for (const auto& [fact, latency] : latencies) {
        QLabel* name = m_names[std::size_t(fact)];
        name->setText(fact == Fact::Ack
                ? tr("ACK %1", "percentiles of it").arg(m_percentiles.names())
                : tr("Write %1", "percentiles of it").arg(m_percentiles.names()));
        m_facts[std::size_t(fact)]->setAccessibleDescription(name->text());
        if (m_shown)
            setFact(fact, m_percentiles.values([this, one = latency](double percent) {
                return FleetFigures::of(m_shown->row.figures.*one, percent);
            }));
    }
}

void FleetDetail::show(const Shown& shown, qint64 nowMs)
{
    m_shown = shown;
    const FleetRow& row = shown.row;
    setTitle(row.name);
    const FleetStanding standing = fleet::standingOf(row, nowMs);
    m_state->show();
    m_state->set(standing.tone, standing.text);
    const bool isAlert = standing.kind == FleetStanding::Kind::Slow;
    showLine(*m_why, isAlert ? QString() : standing.why);
    setFact(Fact::Address, format::orDash(row.url));
    setFact(Fact::Through, fleet::throughText(row));
    setFact(Fact::You, fleet::whoYouAre(row));
    QStringList alerts = shown.alerts;
    if (isAlert && alerts.isEmpty())
        alerts << tr("%1 for %2", "what, for how long")
                      .arg(standing.why, fleet::spanText(nowMs - standing.sinceMs));
    setFact(Fact::Alert, format::orDash(alerts.join(QStringLiteral("; "))));
    setFact(Fact::Since, fleetMoment(standing.sinceMs));
    showFigures(nowMs);
    const bool hasOther = shown.other && isKnown(row.figures.streams);
    m_differenceTitle->setVisible(hasOther);
    showLine(*m_difference, hasOther ? fleet_difference::text(row, *shown.other) : QString());
    if (hasOther)
        m_differenceTitle->setText(tr("What is different from %1").arg(shown.other->name));
    showButtons();
}

void FleetDetail::showFigures(qint64 nowMs)
{
    const FleetRow& row = m_shown->row;
    const FleetFigures& figures = row.figures;
    const qint64 startedMs = row.startedAtMs();
    setFact(Fact::Host, format::orDash(row.host));
    setFact(Fact::Pid,
        row.instance && row.instance->pid > 0 ? QString::number(row.instance->pid) : format::Dash);
    setFact(Fact::Version, format::orDash(row.version));
    setFact(Fact::Started,
        startedMs > 0 ? (row.isLooked()
                ? tr("%1, up %2", "when, for how long")
                      .arg(fleetMoment(startedMs),
                          format::duration(row.instance && row.link != FleetRow::Link::Up
                                  ? row.instance->heartbeatAtMs - startedMs
                                  : nowMs - startedMs))
                : fleetMoment(startedMs))
                      : format::Dash);
    setFact(Fact::Heartbeat, fleet::heartbeatText(row));
    const double tests = figures.testStreams;
    setFact(Fact::Streams,
        isKnown(tests) && tests > 0 ? tr("%1, test clients among them: %2")
                                          .arg(format::count(figures.streams), format::count(tests))
                                    : format::count(figures.streams));
    setFact(Fact::Published, fleet::withUnit(format::rate(figures.publishedPerSecond), tr("/s")));
    setFact(Fact::Delivered, fleet::withUnit(format::rate(figures.deliveredPerSecond), tr("/s")));
    showPercentiles();
    setFact(Fact::Memory, format::bytes(figures.rssBytes));
    setFact(Fact::Cpu, format::cpu(figures.cpuPercent, figures.cpuCores));
    setFact(Fact::Files,
        isKnown(figures.filesPercent())
            ? tr("%1 of %2, %3", "in use, limit, share")
                  .arg(format::count(figures.openFiles), format::count(figures.fileLimit),
                      format::percent(figures.filesPercent()))
            : format::Dash);
}

void FleetDetail::showButtons()
{
    const bool isShown = m_shown && m_shown->row.isShown;
    m_open->setVisible(m_shown && m_shown->canOpen);
    m_open->setEnabled(!isShown);
    const bool canCompare = m_shown && m_shown->other;
    m_compare->setVisible(canCompare);
    if (canCompare)
        m_compare->setText(tr("Compare with %1").arg(m_shown->other->name));
    const FleetRow::Link link = m_shown ? m_shown->row.link : FleetRow::Link::Idle;
    const bool isToken = link == FleetRow::Link::NeedsToken || link == FleetRow::Link::NeedsLogin;
    const bool isWay = link == FleetRow::Link::NeedsWay;
    const bool isAway = link == FleetRow::Link::Away || link == FleetRow::Link::Refused;
    m_ask->setVisible(m_shown && m_shown->canAsk && (isToken || isWay || isAway));
    m_ask->setText(isToken ? tr("Give a token…") : isWay ? tr("Connect") : tr("Try again"));
    const bool hasUrl = m_shown && !m_shown->row.url.isEmpty() && m_shown->row.sshAlias.isEmpty();
    m_browser->setVisible(m_shown.has_value());
    m_curl->setVisible(m_shown.has_value());
    m_browser->setEnabled(hasUrl);
    m_curl->setEnabled(hasUrl);
}

void FleetDetail::markGone()
{
    if (m_shown)
        m_state->set(Pill::Tone::Neutral, tr("gone"));
}

void FleetDetail::setFact(Fact fact, const QString& text)
{
    m_facts[std::size_t(fact)]->setText(text);
}

QString FleetDetail::value(Fact fact) const
{
    return m_facts[std::size_t(fact)]->text();
}

QString FleetDetail::differenceText() const
{
    return m_difference->text();
}

} // namespace fanlight
