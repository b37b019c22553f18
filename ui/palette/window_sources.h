// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <utility>
#include <vector>

class QAction;
class QWidget;

namespace fanlight {

class HubPort;
class Palette;
class Pages;
struct PublishTemplate;

// What the palette finds of the window and of one hub's pages: the pages, the actions of the menu,
// the buttons of all pages that can be pressed, with what the menus behind them do, settings,
// templates, streams, alert rules; what the hub leaves out for this window, or does not tell, is
// not found either. Main thread; goes with the pages.
class WindowSources : public QObject {
    Q_OBJECT
public:
    // All must outlive it. `within`: in the window whose menu bar has the actions.
    WindowSources(Palette& palette, QWidget& within, Pages& pages, HubPort& hub, QObject* parent);

private:
    std::vector<std::pair<QAction*, QString>> actions() const;
    // Those that are kept, and those built in; until one is changed.
    std::vector<const PublishTemplate*> knownTemplates() const;
    void addPages(Palette& palette);
    void addActions(Palette& palette);
    void addButtons(Palette& palette);
    void addSettings(Palette& palette);
    void addTemplates(Palette& palette);
    void addStreams(Palette& palette);
    void addAlerts(Palette& palette);

    QWidget& m_within;
    Pages& m_pages;
    HubPort& m_hub;
};

} // namespace fanlight
