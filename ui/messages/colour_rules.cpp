// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/colour_rules.h"

#include "format.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// As they are kept; the first of a kept rule.
constexpr std::array Names{"red"_L1, "orange"_L1, "green"_L1, "teal"_L1, "blue"_L1, "purple"_L1};
constexpr std::array Roles{Theme::Role::Bad, Theme::Role::Series3, Theme::Role::Good,
    Theme::Role::Series1, Theme::Role::Series2, Theme::Role::Series4};
constexpr double GroundAlpha = 0.16;

} // namespace

ColourRules::ColourRules(UiState& state, const QString& key, QObject* parent)
    : QObject(parent)
    , m_state(state)
    , m_key(key)
{
    load();
}

// A rule is kept as "colour on|off filter".
void ColourRules::load()
{
    m_coloursTypes = m_state.value(m_key + u"-types"_s, true).toBool();
    for (const QString& kept : m_state.value(m_key).toStringList()) {
        const QString name = kept.section(u' ', 0, 0);
        const auto found = std::find(Names.begin(), Names.end(), name);
        const QString text = kept.section(u' ', 2);
        MessageFilter filter(text);
        if (found == Names.end() || filter.isEmpty() || m_rules.size() >= Most)
            continue; // of a version that knew it
        m_rules.push_back({text, Colour(found - Names.begin()),
            kept.section(u' ', 1, 1) != "off"_L1, std::move(filter)});
    }
}

void ColourRules::store()
{
    QStringList kept;
    for (const Rule& rule : m_rules)
        kept << QString(
            Names[std::size_t(rule.colour)] + (rule.isOn ? u" on "_s : u" off "_s) + rule.text);
    m_state.setValue(m_key, kept);
    Q_EMIT changed();
}

QString ColourRules::set(const QString& text, Colour colour)
{
    const QString term = text.simplified();
    MessageFilter filter(term);
    if (!filter.error().isEmpty())
        return filter.error();
    if (filter.isEmpty())
        return tr("Write a filter first: it says which messages the colour is for.");
    const auto found = std::find_if(
        m_rules.begin(), m_rules.end(), [&term](const Rule& rule) { return rule.text == term; });
    if (found != m_rules.end()) {
        found->colour = colour;
        found->isOn = true;
    } else if (m_rules.size() >= Most) {
        return tr("There are %1 rules already; remove one first.").arg(format::count(Most));
    } else {
        m_rules.push_back({term, colour, true, std::move(filter)});
    }
    store();
    return {};
}

void ColourRules::setOn(std::size_t rule, bool on)
{
    if (rule >= m_rules.size())
        return;
    m_rules[rule].isOn = on;
    store();
}

void ColourRules::moveUp(std::size_t rule)
{
    if (rule == 0 || rule >= m_rules.size())
        return;
    std::swap(m_rules[rule], m_rules[rule - 1]);
    store();
}

void ColourRules::remove(std::size_t rule)
{
    if (rule >= m_rules.size())
        return;
    m_rules.erase(m_rules.begin() + std::ptrdiff_t(rule));
    store();
}

void ColourRules::setColoursTypes(bool on)
{
    m_coloursTypes = on;
    m_state.setValue(m_key + u"-types"_s, on);
    Q_EMIT changed();
}

std::optional<ColourRules::Colour> ColourRules::colourOf(
    const MessageRecord& message, qint64 nowMs) const
{
    for (const Rule& rule : m_rules) {
        if (rule.isOn && rule.filter.matches(message, nowMs))
            return rule.colour;
    }
    return std::nullopt;
}

QString ColourRules::colourName(Colour colour)
{
    static const std::array names{
        tr("Red"), tr("Orange"), tr("Green"), tr("Teal"), tr("Blue"), tr("Purple")};
    return names[std::size_t(colour)];
}

QColor ColourRules::strong(const Theme& theme, Colour colour)
{
    return theme.color(Roles[std::size_t(colour)]);
}

QColor ColourRules::ground(const Theme& theme, Colour colour)
{
    return translucent(strong(theme, colour), GroundAlpha);
}

QColor ColourRules::typeColour(const Theme& theme, int place)
{
    constexpr std::array Order{Teal, Orange, Purple, Blue, Green};
    return strong(theme, Order[std::size_t(place) % Order.size()]);
}

} // namespace fanlight
