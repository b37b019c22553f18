// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/limits_page.h"

#include "format.h"
#include "hub/access_snapshot.h"
#include "hub/hub_port.h"
#include "limits/access_limits_card.h"
#include "limits/file_limit_card.h"
#include "limits/live_options_card.h"
#include "limits/memory_card.h"
#include "limits/once_card.h"
#include "limits/plan_text.h"
#include "limits/planner_card.h"
#include "metrics/process_stats.h"
#include "widgets/tile.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>

namespace fanlight {
namespace {

constexpr int PageMargin = 16;
constexpr int Spacing = 12;
constexpr int CardsSideBySideFrom = 900; // width of the page
constexpr double PercentOfACore = 100;

double availableHere()
{
    return process_stats::availableBytes().value_or(Unknown);
}

} // namespace

LimitsPage::LimitsPage(HubPort& hub, const Theme& theme, UiState& state, OptionDraft& draft,
    MemorySource memory, QWidget* parent)
    : QScrollArea(parent)
    , m_hub(hub)
    , m_gate(hub)
    , m_source(memory ? std::move(memory) : availableHere)
    , m_status(hub.status())
    , m_tiles{new Tile(theme, tr("Room left"), tr("clients")), new Tile(theme, tr("Connections")),
          new Tile(theme, tr("Memory of a connection")), new Tile(theme, tr("Memory free here"))}
    , m_cards(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_files(new FileLimitCard(theme))
    , m_memory(new MemoryCard(theme, state))
    , m_planner(new PlannerCard(theme, state))
    , m_options(new LiveOptionsCard(draft))
    , m_access(new AccessLimitsCard)
    , m_once(new OnceCard)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(makeContent());
    connect(&hub, &HubPort::statusChanged, this, &LimitsPage::takeStatus);
    connect(&hub, &HubPort::sampled, this, &LimitsPage::takeSample);
    connect(&hub, &HubPort::optionsChanged, this, [this] {
        if (isVisible())
            refresh();
    });
    connect(m_memory, &MemoryCard::budgetChanged, this, &LimitsPage::refresh);
    connect(m_memory, &MemoryCard::measureRequested, this, &LimitsPage::memoryRequested);
    connect(m_options, &LiveOptionsCard::applyRequested, this, &LimitsPage::applyRequested);
    connect(m_files, &FileLimitCard::lastAction, this, &LimitsPage::lastAction);
    connect(m_planner, &PlannerCard::lastAction, this, &LimitsPage::lastAction);
    connect(&m_gate, &AbilityGate::changed, this, &LimitsPage::takeAbilities);
    takeStatus(hub.status());
    takeAbilities();
}

QWidget* LimitsPage::makeContent()
{
    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(Spacing);
    for (Tile* tile : m_tiles)
        tiles->addWidget(tile);
    m_cards->setSpacing(Spacing);
    m_cards->addWidget(m_files, 1);
    m_cards->addWidget(m_memory, 1);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    column->setSpacing(Spacing);
    column->addLayout(tiles);
    column->addLayout(m_cards);
    column->addWidget(m_planner);
    column->addWidget(m_options);
    column->addWidget(m_access);
    column->addWidget(m_once);
    column->addStretch(1);
    return content;
}

void LimitsPage::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    refresh();
}

void LimitsPage::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    m_cards->setDirection(viewport()->width() < CardsSideBySideFrom ? QBoxLayout::TopToBottom
                                                                    : QBoxLayout::LeftToRight);
}

void LimitsPage::takeStatus(const HubStatus& status)
{
    const bool listening = status.state == HubState::Listening;
    if (!listening)
        m_sample = {};
    m_status = status;
    m_options->setListening(listening);
    if (isVisible())
        refresh();
}

void LimitsPage::takeSample(const MetricsSample& sample)
{
    m_meter.add(sample);
    m_sample = sample;
    if (isVisible())
        refresh();
}

void LimitsPage::catchUp(const std::vector<MetricsSample>& samples)
{
    for (const MetricsSample& sample : samples)
        m_meter.add(sample);
    if (!samples.empty())
        m_sample = samples.back();
    if (isVisible())
        refresh();
}

void LimitsPage::setMeasuring(
    bool measuring, const QString& error, const ConnectionMemory& measured)
{
    MetricsSample sample;
    sample.memory = measured;
    m_meter.add(sample);
    m_memory->setMeasuring(measuring, error);
    if (isVisible())
        refresh();
}

void LimitsPage::takeAbilities()
{
    m_options->setAbility(m_gate.isOffered(HubPort::Ability::ChangeOptions),
        m_gate.blocked(HubPort::Ability::ChangeOptions));
    m_options->setVisible(m_hub.unseen(HubPort::Sight::Options).isEmpty());
    m_memory->setMeasurable(m_gate.isOwn());
    m_files->setHintsShown(m_gate.isOwn());
    refresh();
}

// Limits and memory of this machine say nothing of a hub on another.
double LimitsPage::ownFileLimit() const
{
    return m_gate.isOwn() ? double(process_stats::fileLimit().soft) : Unknown;
}

void LimitsPage::refresh()
{
    const bool isMeasured = m_sample.timeMs > 0;
    m_available = m_gate.isOwn() ? m_source() : Unknown;
    if (m_gate.isOwn()) {
        const process_stats::FileLimit limit = process_stats::fileLimit();
        m_files->setLimits(limit.soft, limit.hard);
    }
    m_files->setUse(m_sample.openFiles, isMeasured ? m_sample.fileLimit : ownFileLimit());
    m_memory->show(costs(), m_available);
    m_options->setConnections(isMeasured ? double(m_sample.connections) : Unknown);
    refreshTiles();
    refreshPlanner();
    askAccess();
}

void LimitsPage::askAccess()
{
    if (!m_hub.link().isUp()) // what is shown stays
        return;
    m_hub.requestAccess([page = QPointer(this)](const AccessSnapshotPtr& access) {
        if (!page)
            return;
        page->m_access->show(access->limits);
        page->m_once->show(access->once);
    });
}

CostFigures LimitsPage::costs() const
{
    CostFigures figures = m_meter.figures();
    if (m_status.tls.isOn)
        figures.tlsBytesPerConnection = CostFigures::TlsBytes;
    return figures;
}

void LimitsPage::refreshTiles()
{
    const HubOptions& options = m_hub.options();
    const bool isMeasured = m_sample.timeMs > 0;
    RoomQuestion question;
    question.openFiles = m_sample.openFiles;
    question.fileLimit = m_sample.fileLimit;
    question.connections = double(m_sample.connections);
    question.connectionCap = options.maxConnections;
    question.availableBytes = m_available;
    question.budgetBytes = m_memory->budget();
    const Room room = isMeasured ? roomLeft(question, costs()) : Room();
    QString why;
    if (room.first == CapacityBound::Memory && room.isBudgeted)
        why = tr("limited by memory, as budgeted");
    else if (room.first != CapacityBound::None)
        why = tr("limited by %1").arg(boundName(room.first));
    m_tiles[Fits]->set(format::count(room.more), why);
    m_tiles[Fits]->setNote(
        QStringList{tr("by descriptors: %1").arg(format::count(room.byDescriptors)),
            tr("by the connection cap: %1")
                .arg(isKnown(room.byCap) ? format::count(room.byCap) : tr("there is none")),
            (room.isBudgeted ? tr("by memory, as budgeted since nothing was measured: %1")
                             : tr("by memory, as measured: %1"))
                .arg(format::count(room.byMemory))}
            .join(QLatin1Char('\n')));

    const QString cap = options.maxConnections > 0
        ? tr("cap %1").arg(format::count(options.maxConnections))
        : tr("no limit of its own");
    const QString perUser = options.maxPerUser > 0
        ? tr("%1 per user").arg(format::count(options.maxPerUser))
        : tr("no limit per user");
    m_tiles[Connections]->set(
        isMeasured ? format::count(double(m_sample.connections)) : format::Dash,
        cap + QStringLiteral(", ") + perUser);
    const double each = costs().memoryPerConnection();
    m_tiles[PerConnection]->set(format::bytes(each),
        isKnown(each)
            ? tr("hub and kernel, of a budget of %1").arg(format::bytes(m_memory->budget()))
            : tr("not measured; budget %1").arg(format::bytes(m_memory->budget())));
    m_tiles[Free]->set(format::bytes(m_available), tr("of the machine, or of its control group"));
}

void LimitsPage::refreshPlanner()
{
    InstanceBounds bounds;
    const double files = isKnown(m_sample.fileLimit) ? m_sample.fileLimit : ownFileLimit();
    bounds.fileLimit = files;
    // What the program itself has open; its test clients are none of it.
    const double own = m_sample.openFiles - double(m_sample.connections) - m_testClients;
    bounds.otherFiles = std::round(reservedDescriptors(files) + (own > 0 ? own : 0));
    bounds.connectionCap = m_hub.options().maxConnections;
    const double each = costs().memoryPerConnection();
    bounds.memoryBytes = m_available + (isKnown(each) ? each * double(m_sample.connections) : 0);
    bounds.cpuPercent = m_status.shards > 0 ? PercentOfACore * m_status.shards : Unknown;
    m_planner->setTitleLine(tr("Fanlight capacity plan, %1")
                                .arg(QDateTime::currentDateTime().toString(u"yyyy-MM-dd HH:mm")));
    m_planner->setFigures(costs(), bounds, m_status.broker.kind == QLatin1String("redis"));
}

} // namespace fanlight
