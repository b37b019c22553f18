// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette/palette_match.h"
#include "palette/palette_source.h"

#include <QHash>
#include <QPointer>
#include <QStringList>

namespace fanlight {

class UiState;

// Finds what the window can do by what is typed: all of what its sources offer, ranked by where it
// was typed and what was done lately. Without widgets; PalettePopup shows it. Main thread; owned by
// the window.
class Palette : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t MostEntries = 100'000; // of all sources; more are left out
    static constexpr std::size_t MostShown = 50;
    static constexpr int MostRecent = 30; // kept, the newest first
    static constexpr qsizetype MostIdCharacters = 300; // of what is kept; longer ones are not

    explicit Palette(UiState& state, QObject* parent = nullptr); // must outlive it

    // In the order in which equals are listed. It must outlive the palette, or take itself out by
    // being destroyed.
    void add(PaletteSource& source);

    void open(); // asks all sources; nothing is typed yet
    void close(); // lets go of what they said
    void setTyped(const QString& typed);
    const QString& typed() const { return m_typed; }

    struct Match {
        PaletteEntry entry;
        QString kind; // of its source
        std::vector<qsizetype> places; // characters of the title that were found
    };
    const std::vector<Match>& matches() const { return m_matches; } // the best first, MostShown
    std::size_t found() const { return m_found; } // of which there are so many
    void run(int match); // and keeps that it was done

Q_SIGNALS:
    void changed();

private:
    struct Item {
        PaletteEntry entry;
        PaletteSource* source;
        QString foldedTitle;
        QString foldedDetail;
        int recent; // 0: not lately; more: later
    };
    struct Hit {
        const Item* item;
        int score;
    };
    void collect();
    void addItem(std::vector<Item>& items, PaletteEntry entry, PaletteSource& source) const;
    void rank();
    void keep(const Item& item);
    static QString keptId(const PaletteSource& source, const QString& id);

    UiState& m_state;
    std::vector<QPointer<PaletteSource>> m_sources;
    QStringList m_recent; // the newest first
    QHash<QString, int> m_places; // of these
    bool m_isOpen = false;
    std::vector<Item> m_items;
    std::vector<Item> m_typedItems; // of entriesFor()
    QString m_typed;
    std::vector<const Item*> m_fitting; // what m_typed fits, for what is typed behind it
    std::vector<Match> m_matches;
    std::vector<const Item*> m_shown; // one a match
    std::size_t m_found = 0;
};

} // namespace fanlight
