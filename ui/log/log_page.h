// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/log_ring.h"
#include "table_export.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace fanlight {

class EmptyState;
class EndFollower;
class HubPort;
class LogDelegate;
class LogDetail;
class LogModel;
class LogPartsMenu;
class RowTable;
class Segmented;
class Theme;
class UiState;

// The hub's log: by level and category, searched, held by Pause while recording goes on, following
// the end unless scrolled away from it, exported, looked into; and how much is logged, and where
// to. Owned by the window; main thread.
class LogPage : public QWidget {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds PullInterval{500};

    // All must outlive the page.
    LogPage(const LogRing& ring, const HubPort& hub, const Theme& theme, UiState& state,
        QWidget* parent = nullptr);
    ~LogPage() override;

    LogModel* model() const { return m_model; }
    LogDetail* detail() const { return m_detail; }
    RowTable* table() const { return m_table; }
    QString countText() const;
    EmptyState* emptyState() const { return m_empty; }
    QString fileText() const; // where the log file is, or how there is one
    QPushButton* pauseButton() const { return m_pause; }
    LogPartsMenu* categoryMenu() const { return m_categoryMenu; }
    void pull(); // takes what came; a timer does while the page is seen
    // Goes to the next line (or the one before) that holds what is looked for, round and round.
    // False: there is none.
    bool step(int direction);
    // Writes the shown lines, as text or as CSV; lastAction() or a message tells how it went.
    void exportText(const QString& path) { m_textExport.saveTo(path); }
    void exportCsv(const QString& path) { m_csvExport.saveTo(path); }

Q_SIGNALS:
    void showConnection(const QString& connectionId); // "c-1vzt"
    void showMessage(const QString& eventId); // "1732449751000-18"
    void followRequested(const QString& eventId); // its way, from the publish to each client
    void showUser(const QString& userId);
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QBoxLayout* makeToolLines();
    QWidget* makeTable(const Theme& theme);
    void addWays(QMenu& menu);
    void makeShortcuts();
    void restoreState();
    void hideCategories(const QStringList& hidden);
    void searchEdited();
    void keepPlace(const std::function<void()>& change);
    void followSelection();
    void followNamed();
    void showAll();
    void updateCount();
    void updateEmptyState();
    void updateLevelHint();
    void updateFile();
    void takeHubLevel();

    const HubPort& m_hub;
    UiState& m_state;
    LogModel* m_model;
    LogDelegate* m_delegate;
    RowTable* m_table;
    LogDetail* m_detail;
    EmptyState* m_empty;
    QStackedWidget* m_rows; // the table, or why there is nothing in it
    Segmented* m_level;
    QLineEdit* m_search;
    QCheckBox* m_onlyMatches;
    QPushButton* m_categories;
    LogPartsMenu* m_categoryMenu;
    QPushButton* m_pause;
    QPushButton* m_clear;
    QPushButton* m_export;
    QComboBox* m_hubLevel;
    QLabel* m_count;
    QLabel* m_found;
    QLabel* m_levelHint; // what is shown goes further down than what is made
    QLabel* m_file;
    QSplitter* m_splitter;
    std::unique_ptr<EndFollower> m_endFollower;
    bool m_applying = false; // scrolls by the model's doing, not the user's
    QTimer m_timer;
    TableExport m_textExport;
    TableExport m_csvExport;
};

} // namespace fanlight
