// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/palette.h"

#include "ui_state.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString RecentKey = u"palette/recent"_s;
constexpr int SettingCosts = 120; // there are many, and what is done oftener is meant before them
constexpr int RecentBonus = 90; // of the newest; it falls from there
constexpr int HereBonus = 110; // of the page that is shown: of like names its own is meant
constexpr int HereUntyped = 1; // behind what was done lately

} // namespace

Palette::Palette(UiState& state, QObject* parent)
    : QObject(parent)
    , m_state(state)
{
    for (const QString& id : state.value(RecentKey).toStringList()) {
        if (m_recent.size() < MostRecent && id.size() <= MostIdCharacters)
            m_recent << id;
    }
}

void Palette::add(PaletteSource& source)
{
    m_sources.emplace_back(&source);
    connect(&source, &PaletteSource::changed, this, [this] {
        if (!m_isOpen)
            return;
        collect();
        setTyped(m_typed);
    });
    connect(&source, &QObject::destroyed, this, [this] { close(); });
}

QString Palette::keptId(const PaletteSource& source, const QString& id)
{
    return source.key() + u'/' + id;
}

void Palette::open()
{
    m_isOpen = true;
    m_typed.clear();
    m_places.clear();
    for (int i = 0; i < int(m_recent.size()); ++i)
        m_places.insert(m_recent[i], MostRecent - i);
    collect();
    setTyped({});
}

void Palette::close()
{
    m_isOpen = false;
    m_shown.clear();
    m_fitting.clear();
    m_matches.clear();
    m_items.clear();
    m_typedItems.clear();
    m_found = 0;
}

void Palette::addItem(std::vector<Item>& items, PaletteEntry entry, PaletteSource& source) const
{
    if (items.size() >= MostEntries || entry.title.isEmpty())
        return;
    const int recent = m_places.value(keptId(source, entry.id));
    QString title = PaletteMatch::folded(entry.title);
    QString detail = PaletteMatch::folded(entry.detail);
    items.push_back({std::move(entry), &source, std::move(title), std::move(detail), recent});
}

void Palette::collect()
{
    m_shown.clear();
    m_fitting.clear();
    m_items.clear();
    std::erase_if(m_sources, [](const QPointer<PaletteSource>& source) { return !source; });
    for (const QPointer<PaletteSource>& source : m_sources) {
        for (PaletteEntry& entry : source->entries())
            addItem(m_items, std::move(entry), *source);
    }
}

void Palette::setTyped(const QString& typed)
{
    const bool goesOn = !m_typed.isEmpty() && typed.startsWith(m_typed) && !m_fitting.empty();
    if (!goesOn) {
        m_fitting.clear();
        for (const Item& item : m_items)
            m_fitting.push_back(&item);
    }
    m_typed = typed;
    m_typedItems.clear();
    const QString meant = typed.simplified();
    if (!meant.isEmpty()) {
        for (const QPointer<PaletteSource>& source : m_sources) {
            for (PaletteEntry& entry : source->entriesFor(meant))
                addItem(m_typedItems, std::move(entry), *source);
        }
    }
    rank();
    Q_EMIT changed();
}

void Palette::rank()
{
    const PaletteMatch match(m_typed);
    std::vector<Hit> hits;
    std::vector<const Item*> fitting;
    for (const Item* item : m_fitting) {
        if (match.isEmpty() && item->source->isLarge() && item->recent == 0)
            continue;
        const std::optional<int> score = match.score(item->foldedTitle, item->foldedDetail);
        if (!score)
            continue;
        fitting.push_back(item);
        const int recent = item->recent * RecentBonus / MostRecent;
        const int costs
            = !match.isEmpty() && item->source->key() == "setting"_L1 ? SettingCosts : 0;
        const int bonus = match.isEmpty() ? HereUntyped : HereBonus;
        hits.push_back({item, *score + recent - costs + (item->entry.isHere ? bonus : 0)});
    }
    if (!match.isEmpty())
        m_fitting = std::move(fitting);
    // Equals stay in the order of their sources.
    const std::size_t shown = std::min(hits.size(), MostShown);
    const auto isBetter = [](const Hit& a, const Hit& b) {
        return a.score != b.score ? a.score > b.score : a.item < b.item;
    };
    std::partial_sort(hits.begin(), hits.begin() + std::ptrdiff_t(shown), hits.end(), isBetter);
    m_found = hits.size() + m_typedItems.size();
    hits.resize(shown);
    m_matches.clear();
    m_shown.clear();
    const auto show = [this, &match](const Item& item) {
        m_matches.push_back({item.entry, item.source->name(), match.places(item.foldedTitle)});
        m_shown.push_back(&item);
    };
    for (const Hit& hit : hits)
        show(*hit.item);
    for (const Item& item : m_typedItems) {
        if (m_shown.size() < MostShown + m_typedItems.size())
            show(item);
    }
}

void Palette::run(int match)
{
    if (match < 0 || std::size_t(match) >= m_shown.size())
        return;
    const Item& item = *m_shown[std::size_t(match)];
    const QPointer<PaletteSource> source = item.source;
    const QString id = item.entry.id;
    keep(item);
    close();
    if (source)
        source->run(id);
}

void Palette::keep(const Item& item)
{
    const QString id = keptId(*item.source, item.entry.id);
    if (id.size() > MostIdCharacters)
        return;
    m_recent.removeAll(id);
    m_recent.prepend(id);
    while (m_recent.size() > MostRecent)
        m_recent.removeLast();
    m_state.setValue(RecentKey, m_recent);
}

} // namespace fanlight
