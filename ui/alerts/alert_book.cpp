// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_book.h"

#include "data_folder.h"

#include <QDateTime>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString RulesKey = u"rules"_s;

using Phase = AlertState::Phase;

} // namespace

QString AlertBook::defaultPath()
{
    return data_folder::path() + u"/alerts.json"_s;
}

AlertBook::AlertBook(const QString& path, QObject* parent)
    : QObject(parent)
    , m_webhooks(QFileInfo(path).absolutePath() + u'/' + QFileInfo(path).completeBaseName()
          + u"-webhooks.json"_s)
    , m_list({path, RulesKey, tr("The list of alert rules"),
          [](const QJsonObject& object) { return object.value(u"id"_s).toString().toUtf8(); },
          [](const QJsonObject& object) { return AlertRule::fromJson(object).has_value(); }})
{
    connect(&m_list, &SharedList::problemChanged, this, &AlertBook::problemChanged);
    connect(&m_list, &SharedList::othersChanged, this, &AlertBook::takeItems);
    takeItems(m_list.load().items);
}

AlertBook::~AlertBook()
{
    m_list.waitForDone();
}

void AlertBook::takeItems(const QJsonArray& items)
{
    const std::vector<AlertRule> before = std::exchange(m_rules, {});
    for (const auto& item : items) {
        if (const auto rule = AlertRule::fromJson(item.toObject());
            rule && m_rules.size() < Most && indexOf(rule->id) < 0)
            m_rules.push_back(*rule);
    }
    for (const AlertRule& old : before) {
        const AlertRule* now = rule(old.id);
        if (!now || !now->sameCondition(old))
            forget(old.id);
    }
    Q_EMIT rulesChanged();
    Q_EMIT statesChanged();
}

int AlertBook::indexOf(const QString& id) const
{
    const auto found = std::find_if(
        m_rules.begin(), m_rules.end(), [&id](const AlertRule& one) { return one.id == id; });
    return found == m_rules.end() ? -1 : int(found - m_rules.begin());
}

const AlertRule* AlertBook::rule(const QString& id) const
{
    const int at = indexOf(id);
    return at < 0 ? nullptr : &m_rules[std::size_t(at)];
}

AlertBook::Event AlertBook::example(const AlertRule& rule) const
{
    Event event;
    event.rule = rule.figure ? rule : *AlertRule::parse(u"ack_p99 > 50 ms for 30 s"_s).rule;
    event.hub = m_hub;
    event.value = event.rule.figure->of(m_reading);
    event.timeMs = event.firedAtMs = QDateTime::currentMSecsSinceEpoch();
    return event;
}

void AlertBook::setNames(std::function<QString(const QString& key)> names)
{
    m_names = std::move(names);
    Q_EMIT statesChanged();
}

QString AlertBook::nameOf(const QString& key) const
{
    if (key == m_hub.key && !m_hub.name.isEmpty())
        return m_hub.name;
    if (key == AlertHub::HereKey)
        return tr("this computer");
    const QString name = m_names ? m_names(key) : QString();
    return name.isEmpty() ? key : name;
}

QString AlertBook::save(AlertRule rule, QString* id)
{
    rule.name = rule.name.simplified();
    if (!rule.figure)
        return tr("A rule needs a condition.");
    if (rule.name.size() > AlertRule::MostNameCharacters)
        return tr("A name may have %1 characters.").arg(AlertRule::MostNameCharacters);
    if (const int at = indexOf(rule.id); at >= 0) {
        AlertRule& old = m_rules[std::size_t(at)];
        const bool same = old.sameCondition(rule);
        old = rule;
        if (!same)
            forget(rule.id);
    } else {
        if (m_rules.size() >= Most)
            return tr("There are %1 rules, which is as many as are kept: delete one.").arg(Most);
        rule.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        m_rules.push_back(rule);
    }
    if (id)
        *id = rule.id;
    write();
    return {};
}

void AlertBook::remove(const QString& id)
{
    const int at = indexOf(id);
    if (at < 0)
        return;
    m_rules.erase(m_rules.begin() + at);
    forget(id);
    write();
}

void AlertBook::restore(const AlertRule& rule, int index)
{
    if (rule.id.isEmpty() || indexOf(rule.id) >= 0 || m_rules.size() >= Most)
        return;
    m_rules.insert(m_rules.begin() + std::clamp(index, 0, int(m_rules.size())), rule);
    write();
}

void AlertBook::write()
{
    QJsonArray items;
    for (const AlertRule& one : m_rules)
        items.append(one.toJson());
    m_list.write([items] { return items; });
    Q_EMIT rulesChanged();
    Q_EMIT statesChanged();
}

// With every hub: what it says no longer counts.
void AlertBook::forget(const QString& id)
{
    QStringList hubs; // with which it fires
    std::erase_if(m_watches, [&id, &hubs](const auto& one) {
        const bool is = one.first.second == id;
        if (is && one.second.state.phase == Phase::Firing)
            hubs << one.first.first;
        return is;
    });
    for (const QString& hub : hubs)
        Q_EMIT withdrawn(hub, id);
}

void AlertBook::setHub(const AlertHub& hub)
{
    m_hub = hub;
    m_reading = {};
    Q_EMIT statesChanged();
}

void AlertBook::take(const AlertHub& hub, const AlertReading& reading)
{
    const bool isLookedAt = hub.key == m_hub.key;
    if (isLookedAt)
        m_reading = reading;
    const std::vector<AlertRule> rules = m_rules; // who is told may change them
    for (const AlertRule& one : rules) {
        if (concerns(one, hub.key))
            watch(hub, one, reading);
    }
    if (isLookedAt)
        Q_EMIT statesChanged();
}

void AlertBook::watch(const AlertHub& hub, const AlertRule& rule, const AlertReading& reading)
{
    Watch& watch = m_watches[{hub.key, rule.id}];
    const std::optional<bool> holds = rule.holds(reading);
    watch.state.value = rule.figure->of(reading);
    const qint64 sinceSeenMs = reading.timeMs - watch.seenMs;
    const bool isGap = sinceSeenMs > MostGapMs || sinceSeenMs < 0; // or the clock was set back
    if (watch.seenMs != 0 && isGap)
        watch.holdsSinceMs = watch.restsSinceMs = 0;
    watch.seenMs = reading.timeMs;
    if (holds)
        enter(hub, rule, watch.state, advance(rule, watch, *holds, reading.timeMs), reading.timeMs);
    else
        watch.holdsSinceMs = watch.restsSinceMs = 0; // it has to hold, or rest, anew
}

AlertState::Phase AlertBook::advance(const AlertRule& rule, Watch& watch, bool holds, qint64 nowMs)
{
    qint64& since = holds ? watch.holdsSinceMs : watch.restsSinceMs;
    (holds ? watch.restsSinceMs : watch.holdsSinceMs) = 0;
    if (since == 0)
        since = nowMs;
    if (watch.state.sinceMs == 0)
        watch.state.sinceMs = nowMs;
    const bool isLongEnough = nowMs - since >= rule.lasts.count();
    const Phase phase = watch.state.phase;
    if (holds && phase != Phase::Firing)
        return isLongEnough ? Phase::Firing : Phase::Pending;
    if (!holds && (phase == Phase::Pending || (phase == Phase::Firing && isLongEnough)))
        return Phase::Inactive;
    return phase;
}

void AlertBook::enter(
    const AlertHub& hub, const AlertRule& rule, AlertState& state, Phase phase, qint64 nowMs)
{
    if (state.phase == phase)
        return;
    const AlertState before = std::exchange(state, {phase, nowMs, state.value});
    const Event event{
        rule, hub, before.value, nowMs, before.phase == Phase::Firing ? before.sinceMs : nowMs};
    if (phase == Phase::Firing)
        Q_EMIT fired(event);
    else if (before.phase == Phase::Firing)
        Q_EMIT settled(event);
}

AlertState AlertBook::state(const QString& id) const
{
    const auto found = m_watches.find({m_hub.key, id});
    return found == m_watches.end() ? AlertState{} : found->second.state;
}

int AlertBook::firing() const
{
    return int(std::count_if(m_rules.begin(), m_rules.end(), [this](const AlertRule& one) {
        return concerns(one) && state(one.id).phase == Phase::Firing;
    }));
}

AlertSeverity AlertBook::worst() const
{
    const bool anyCritical
        = std::any_of(m_rules.begin(), m_rules.end(), [this](const AlertRule& one) {
              return concerns(one) && one.severity == AlertSeverity::Critical
                  && state(one.id).phase == Phase::Firing;
          });
    return anyCritical ? AlertSeverity::Critical : AlertSeverity::Warning;
}

} // namespace fanlight
