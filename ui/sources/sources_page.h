// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/letters_card.h"
#include "sources/source_model.h"
#include "shell/ability_gate.h"
#include "sources/source_watch.h"
#include "table_export.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace fanlight {

class ElidedLabel;
class EmptyState;
class MarkerLog;
class Pill;
class RowTable;
class Segmented;
class SourceCharts;
class UiState;

// The queues whose messages this hub publishes: how each is, pause and go on; of the one that is
// selected its course and its dead letters. Told once a second; shown only while the page is seen.
// Main thread; owned by the window.
class SourcesPage : public QWidget {
    Q_OBJECT
public:
    // What it asks of the hub.
    struct Calls {
        SourceWatch::Pause pause;
        LettersCard::Calls letters;
        std::function<QStringList()> configured; // the options; empty: there is no source
        QStringList kinds; // that are built in
    };
    enum View { Letters, Figures };

    // All must outlive the page.
    SourcesPage(
        Calls calls, HubPort& hub, const Theme& theme, UiState& state, QWidget* parent = nullptr);

    void take(const SourceSnapshotPtr& snapshot);
    // What happened stands in its charts, too, and what happens to a source in all others.
    void follow(MarkerLog& markers);

    RowTable* table() const { return m_table; }
    SourceModel& model() { return m_model; }
    LettersCard* letters() const { return m_letters; }
    SourceCharts* charts() const { return m_charts; }
    Segmented* views() const { return m_views; }
    EmptyState* emptyState() const { return m_empty; }
    QPushButton* pauseButton() const { return m_pause; }
    QString shownSource() const { return m_shown; }
    QString stateText() const;
    QString errorText() const;
    QString countText() const;
    void exportTo(const QString& path) { m_csv.saveTo(path); }

Q_SIGNALS:
    void settingRequested(); // where sources are set
    void countChanged(const QString& text); // beside the page's name in the list
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeContent();
    QWidget* makeDetail();
    void makeTable(UiState& state);
    void refresh();
    void selectShown();
    void tellCount();
    void choose(const QString& name);
    void chooseCurrent();
    void showDetail();
    void updateEmptyState();
    void takeAbilities();
    void togglePause();
    void showMenu(const QPoint& where);
    const SourceRow* current() const; // the one shown below; null: none
    std::vector<SourceRow> rowsInOrder() const;

    const Calls m_calls;
    HubPort& m_hub;
    AbilityGate m_gate;
    const Theme& m_theme;
    SourceWatch m_watch;
    SourceModel m_model;
    SourceArrangement m_arrangement;
    QString m_shown; // the source shown below; empty: none yet
    bool m_applying = false; // rows come and go by the model's doing
    QString m_toldCount;
    ElidedLabel* m_count;
    QPushButton* m_settings;
    QPushButton* m_export;
    RowTable* m_table;
    ElidedLabel* m_name;
    Pill* m_state;
    QPushButton* m_pause;
    Segmented* m_views;
    ElidedLabel* m_url;
    QLabel* m_error;
    LettersCard* m_letters;
    SourceCharts* m_charts;
    QStackedWidget* m_below; // letters or charts
    QSplitter* m_splitter;
    EmptyState* m_empty;
    QStackedWidget* m_stack; // the sources, or what one is
    TableExport m_csv;
};

} // namespace fanlight
