// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette/palette_source.h"

#include <functional>

namespace fanlight {

// A source made of functions, for who has no more to keep than a list. Main thread.
class ListedSource : public PaletteSource {
    Q_OBJECT
public:
    struct Calls {
        QString key; // the same in any language
        QString name; // of its kind
        std::function<std::vector<PaletteEntry>()> entries;
        std::function<void(const QString& id)> run;
    };

    explicit ListedSource(Calls calls, QObject* parent = nullptr)
        : PaletteSource(parent)
        , m_calls(std::move(calls))
    {
    }

    QString name() const override { return m_calls.name; }
    QString key() const override { return m_calls.key; }
    std::vector<PaletteEntry> entries() override { return m_calls.entries(); }
    void run(const QString& id) override
    {
        const auto run = m_calls.run; // what it does may end the room, and this with it
        run(id);
    }

private:
    const Calls m_calls;
};

} // namespace fanlight
