// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instances/instance_detail.h"

#include "format.h"
#include "instances/instance_model.h"
#include "percentiles.h"
#include "theme/theme.h"
#include "widgets/label.h"
#include "widgets/pill.h"
#include "widgets/value_label.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace fanlight {

namespace {

using Fact = InstanceDetail::Fact;

QString factName(Fact fact)
{
    static const std::array names{InstanceDetail::tr("Address"), InstanceDetail::tr("Host"),
        InstanceDetail::tr("Pid"), InstanceDetail::tr("Version"), InstanceDetail::tr("Started"),
        InstanceDetail::tr("Heartbeat"), InstanceDetail::tr("Connections"),
        InstanceDetail::tr("Published"), InstanceDetail::tr("Delivered"),
        InstanceDetail::tr("Write"), InstanceDetail::tr("Memory"), InstanceDetail::tr("CPU")};
    return names[std::size_t(fact)];
}

} // namespace

InstanceDetail::InstanceDetail(const Theme& theme, const Percentiles& percentiles, QWidget* parent)
    : Card(tr("Instance"), parent)
    , m_percentiles(percentiles)
    , m_state(new Pill(theme))
    , m_open(new QPushButton(tr("Open in browser")))
    , m_curl(new QPushButton(tr("Copy curl")))
{
    titleLine()->insertWidget(1, m_state);
    auto* facts = new QWidget;
    setLook(*facts, "panel");
    auto* grid = new QGridLayout(facts);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    for (int i = 0; i < int(m_facts.size()); ++i) {
        const QString name = factName(Fact(i));
        auto* label = makeLabel(name, "dim");
        auto* value = new ValueLabel;
        value->setAccessibleDescription(name); // its name is what it says
        label->setBuddy(value);
        grid->addWidget(label, i, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(value, i, 1);
        m_facts[std::size_t(i)] = value;
        if (Fact(i) == Fact::Write)
            m_writeName = label;
    }
    grid->setRowStretch(int(m_facts.size()), 1);
    const auto takeFonts = [this, &theme] {
        for (std::size_t i = 0; i < m_facts.size(); ++i)
            m_facts[i]->setFont(Fact(i) == Fact::Address || Fact(i) == Fact::Host
                    ? theme.monospace()
                    : theme.tabular());
    };
    connect(&theme, &Theme::changed, this, takeFonts);
    takeFonts();
    auto* scroll = new QScrollArea;
    scroll->setWidget(facts);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::StrongFocus); // its keys scroll
    scroll->setAccessibleName(tr("Figures of the instance"));

    m_open->setToolTip(tr("The page of that hub, at the address it gave itself: from another "
                          "machine it may be another one."));
    m_curl->setToolTip(tr("Subscribes to that hub from a terminal."));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_open);
    buttons->addWidget(m_curl);
    buttons->addStretch();
    body()->addWidget(scroll, 1);
    body()->addLayout(buttons);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_row)
            Q_EMIT openRequested(m_row->url);
    });
    connect(m_curl, &QPushButton::clicked, this, [this] {
        if (m_row)
            Q_EMIT copyCurlRequested(m_row->url);
    });
    connect(&percentiles, &Percentiles::changed, this, &InstanceDetail::showPercentiles);
    clear();
    showPercentiles();
}

void InstanceDetail::showPercentiles()
{
    m_writeName->setText(tr("Write %1", "percentiles of it").arg(m_percentiles.names()));
    m_facts[std::size_t(Fact::Write)]->setAccessibleDescription(m_writeName->text());
    if (m_row)
        setFact(Fact::Write,
            m_percentiles.values([this](double percent) { return m_row->writeMs(percent); }));
}

void InstanceDetail::show(const InstanceRow& row, const InstanceSnapshot& snapshot)
{
    m_row = row;
    setTitle(row.name);
    const bool isStale = snapshot.isStale(row);
    m_state->show();
    m_state->set(isStale ? Pill::Tone::Warning : Pill::Tone::Good,
        isStale          ? tr("silent")
            : row.isThis ? tr("this one")
                         : tr("live"));
    setFact(Fact::Address, format::orDash(row.url));
    setFact(Fact::Host, format::orDash(row.host));
    setFact(Fact::Pid, row.pid > 0 ? QString::number(row.pid) : format::Dash);
    setFact(Fact::Version, format::orDash(row.version));
    setFact(Fact::Started,
        row.startedAtMs > 0 ? tr("%1, up %2", "when, for how long")
                                  .arg(QDateTime::fromMSecsSinceEpoch(row.startedAtMs)
                                           .toString(u"yyyy-MM-dd HH:mm:ss"),
                                      format::duration(row.heartbeatAtMs - row.startedAtMs))
                            : format::Dash);
    setFact(Fact::Heartbeat, InstanceModel::heartbeatText(row, snapshot));
    setFact(Fact::Connections, format::count(row.connections));
    setFact(
        Fact::Published, InstanceModel::withUnit(format::rate(row.publishedPerSecond), tr("/s")));
    setFact(
        Fact::Delivered, InstanceModel::withUnit(format::rate(row.deliveredPerSecond), tr("/s")));
    showPercentiles();
    setFact(Fact::Memory, format::bytes(row.rssBytes));
    setFact(Fact::Cpu, format::cpu(row.cpuPercent, row.cpuCores));
    m_open->setEnabled(!row.url.isEmpty());
    m_curl->setEnabled(!row.url.isEmpty());
}

void InstanceDetail::markGone()
{
    if (m_row)
        m_state->set(Pill::Tone::Neutral, tr("gone"));
}

void InstanceDetail::clear()
{
    m_row.reset();
    for (ValueLabel* value : m_facts)
        value->clear();
    m_state->hide();
    m_open->setEnabled(false);
    m_curl->setEnabled(false);
}

void InstanceDetail::setFact(Fact fact, const QString& text)
{
    m_facts[std::size_t(fact)]->setText(text);
}

QString InstanceDetail::value(Fact fact) const
{
    return m_facts[std::size_t(fact)]->text();
}

QString InstanceDetail::stateText() const
{
    return m_state->text();
}

} // namespace fanlight
