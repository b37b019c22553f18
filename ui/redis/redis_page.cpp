// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redis_page.h"

#include "broker_hint.h"
#include "format.h"
#include "hub/hub_port.h"
#include "redis/buffer_bar.h"
#include "redis/tap_panel.h"
#include "ui_state.h"
#include "widgets/empty_state.h"
#include "widgets/pill.h"
#include "widgets/tile.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>

#include <utility>

namespace fanlight {
namespace {

constexpr int Spacing = 12;
constexpr int TileColumns = 4;
constexpr int MostNodes = 24; // of a cluster, that are listed

// "127.0.0.1:6379, Redis 7.0.15, standalone, master, up 2 d 03:04:05"; what is not known is left
// out.
QString serverLine(const RedisSnapshot& redis)
{
    QStringList parts;
    for (const QString& part : {redis.endpoint,
             redis.version.isEmpty() ? QString() : RedisPage::tr("Redis %1").arg(redis.version),
             redis.mode, redis.role}) {
        if (!part.isEmpty())
            parts << part;
    }
    if (isKnown(redis.uptimeSeconds))
        parts << RedisPage::tr("up %1").arg(format::duration(qint64(redis.uptimeSeconds) * 1000));
    return parts.join(QStringLiteral(", "));
}

// "127.0.0.1:7000, master, slots: 5,461, keeps what is of this app", one after another.
QString nodeLine(const std::vector<RedisNode>& nodes, qint64 changedAtMs)
{
    QStringList lines;
    for (const RedisNode& node : nodes) {
        if (lines.size() == MostNodes) {
            lines << QStringLiteral("…");
            break;
        }
        QStringList parts{node.endpoint, node.role};
        if (node.slots > 0)
            parts << RedisPage::tr("slots: %1").arg(format::count(node.slots));
        if (node.keepsThisApp)
            parts << RedisPage::tr("keeps what is of this app");
        if (isKnown(node.channels))
            parts << RedisPage::tr("channels: %1").arg(format::count(node.channels));
        if (isKnown(node.published))
            parts << RedisPage::tr("published: %1").arg(format::count(node.published));
        if (node.isAway)
            parts << RedisPage::tr("away");
        lines << parts.join(QStringLiteral(", "));
    }
    if (!lines.isEmpty() && changedAtMs != 0)
        lines << RedisPage::tr("slots last moved at %1").arg(format::clock(changedAtMs));
    return lines.join(QStringLiteral("  ·  "));
}

QString memoryDetail(const RedisSnapshot& redis)
{
    if (!isKnown(redis.usedMemoryBytes))
        return {};
    const QString limit = isKnown(redis.maxMemoryBytes)
        ? RedisPage::tr("of %1").arg(format::bytes(redis.maxMemoryBytes))
        : RedisPage::tr("no limit");
    return redis.evictionPolicy.isEmpty() ? limit
                                          : limit + QStringLiteral(", ") + redis.evictionPolicy;
}

} // namespace

RedisPage::RedisPage(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_percentiles(state.percentiles())
    , m_status(hub.status())
    , m_state(new Pill(theme))
    , m_server(new QLabel)
    , m_problem(new QLabel)
    , m_nodes(new QLabel)
    , m_buffer(new BufferBar(theme))
    , m_tap(new TapPanel(hub, theme, state))
    , m_empty(new EmptyState(theme))
    , m_stack(new QStackedWidget)
{
    m_stack->addWidget(makeContent(theme));
    auto* teaching = new Card;
    teaching->body()->addWidget(m_empty);
    m_stack->addWidget(teaching);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->addWidget(m_stack);
    connect(&hub, &HubPort::statusChanged, this, &RedisPage::takeStatus);
    connect(&hub, &HubPort::redisSampled, this, [this](const RedisSnapshot& redis) {
        if (m_watched)
            showRedis(redis);
    });
    connect(m_empty, &EmptyState::actionRequested, this, &RedisPage::brokerSettingRequested);
    connect(m_tap, &TapPanel::lastAction, this, &RedisPage::lastAction);
    connect(&m_percentiles, &Percentiles::changed, this, &RedisPage::showLag);
    showRedis({});
    showState();
}

QWidget* RedisPage::makeContent(const Theme& theme)
{
    setLook(*m_server, "dim");
    m_server->setTextFormat(Qt::PlainText);
    m_server->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_server->setAccessibleDescription(tr("The server"));
    setLook(*m_problem, "bad");
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    setLook(*m_nodes, "dim");
    m_nodes->setTextFormat(Qt::PlainText);
    m_nodes->setWordWrap(true);
    m_nodes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_nodes->setAccessibleDescription(tr("The nodes of the cluster"));
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_state);
    head->addWidget(m_server, 1);

    m_tiles = {new Tile(theme, tr("Round trip"), tr("ms")),
        new Tile(theme, tr("Pub/sub lag"), tr("ms")), new Tile(theme, tr("Subscribed channels")),
        new Tile(theme, tr("Received"), tr("messages/s")), new Tile(theme, tr("Redis’ memory")),
        new Tile(theme, tr("Redis’ clients")), new Tile(theme, tr("Commands"), tr("/s")),
        new Tile(theme, tr("Reconnects"))};
    auto* tiles = new QGridLayout;
    tiles->setSpacing(Spacing);
    for (int i = 0; i < TileCount; ++i)
        tiles->addWidget(m_tiles[std::size_t(i)], i / TileColumns, i % TileColumns);

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(Spacing);
    column->addLayout(head);
    column->addWidget(m_problem);
    column->addWidget(m_nodes);
    column->addLayout(tiles);
    column->addWidget(m_buffer);
    column->addWidget(m_tap, 1);
    return content;
}

void RedisPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    setWatching(true);
}

void RedisPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    setWatching(false);
}

void RedisPage::setWatching(bool watching)
{
    if (!watching)
        return m_watched.reset();
    if (!m_watched)
        m_watched.emplace(m_hub, std::vector{HubPort::View::Redis});
    showRedis({}); // what was told before the page was left is old
    showState();
}

void RedisPage::takeStatus(const HubStatus& status)
{
    const bool otherRun = status.state != m_status.state
        || status.startedAtMs != m_status.startedAtMs || status.broker.url != m_status.broker.url;
    m_status = status;
    if (!isVisible())
        return;
    if (otherRun)
        setWatching(true);
    else if (!status.broker.ready)
        showRedis({});
    showState();
}

void RedisPage::showState()
{
    const BrokerStatus& broker = m_status.broker;
    const bool isRedis = broker.kind == QLatin1String("redis");
    const bool listening = m_status.state == HubState::Listening;
    m_stack->setCurrentIndex(isRedis && listening ? 0 : 1);
    if (!isRedis)
        teachBroker(*m_empty, tr("No Redis, and none needed"));
    else if (!listening)
        m_empty->set(tr("The hub is not listening"),
            m_status.error.isEmpty() ? tr("Start it to see how its Redis fares.") : m_status.error);

    if (broker.ready)
        m_state->set(Pill::Tone::Good, tr("Ready"));
    else if (broker.awaySinceMs > 0)
        m_state->set(
            Pill::Tone::Bad, tr("Away since %1").arg(format::clock(broker.awaySinceMs, false)));
    else
        m_state->set(Pill::Tone::Warning, tr("Not ready yet"));
    if (!broker.ready) {
        m_problem->setText(broker.problem);
        m_problem->setVisible(!broker.problem.isEmpty());
    }
}

void RedisPage::showLag()
{
    const double headline = m_percentiles.headline();
    m_tiles[Lag]->setName(tr("Pub/sub lag %1", "percentile").arg(Percentiles::name(headline)));
    m_tiles[Lag]->set(format::milliseconds(m_lag ? m_lag->percentileMs(headline) : Unknown),
        !m_lag                 ? QString()
            : m_lag->isEmpty() ? tr("nothing was received")
                               : tr("published to received"));
}

void RedisPage::showRedis(const RedisSnapshot& redis)
{
    const QString server = serverLine(redis);
    m_server->setText(server.isEmpty() ? m_status.broker.url : server);
    const QString problem = m_status.broker.ready ? redis.problem : m_status.broker.problem;
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());

    m_nodes->setText(nodeLine(redis.nodes, redis.nodesChangedAtMs));
    m_nodes->setVisible(!redis.nodes.empty());

    const auto set = [this](TileIndex tile, const QString& value, const QString& detail = {}) {
        m_tiles[tile]->set(value, detail);
    };
    const bool known = redis.takenAtMs > 0;
    set(RoundTrip, format::milliseconds(redis.roundTripMs),
        known ? tr("of a loop-back message") : QString());
    m_lag = known ? std::optional(redis.lag) : std::nullopt;
    showLag();
    set(Channels, format::count(redis.channels),
        isKnown(redis.allChannels) ? tr("of %1 on the server").arg(format::count(redis.allChannels))
                                   : QString());
    set(Received, format::rate(redis.receivedPerSecond));
    set(Memory, format::bytes(redis.usedMemoryBytes), memoryDetail(redis));
    set(Clients, format::count(redis.connectedClients));
    set(Commands, format::rate(redis.commandsPerSecond),
        known ? tr("of the whole server") : QString());
    set(Reconnects, known ? format::count(double(redis.reconnects)) : format::Dash,
        known ? tr("since the hub started") : QString());
    m_buffer->set(redis);
}

QString RedisPage::serverText() const
{
    return m_server->text();
}

QString RedisPage::nodesText() const
{
    return m_nodes->isHidden() ? QString() : m_nodes->text();
}

QString RedisPage::problemText() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

} // namespace fanlight
