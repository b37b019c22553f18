// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "hub/snapshots.h"
#include "settings/option_texts.h"
#include "shell/ability_gate.h"
#include "theme/theme.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QScrollArea;
class QSettings;
class QVBoxLayout;

namespace fanlight {

class BrokerCard;
class ChangeBar;
class EmptyState;
class HistoryRow;
class LanguageRow;
class OptionDraft;
class OptionRow;
class ThemeRow;

// Theme, language and hub options in groups, searched over all of them; below them, always in view,
// what has changed and the way to apply it. What was applied is kept in the settings file once the
// window has taken it. Owned by the window; main thread.
class SettingsPage : public QWidget {
    Q_OBJECT
public:
    // All must outlive the page.
    SettingsPage(HubPort& hub, Theme& theme, QSettings& settings, OptionDraft& draft,
        QWidget* parent = nullptr);

    // What the settings file says; the program applies it unless the command line says otherwise.
    static Theme::Mode savedThemeMode(const QSettings& settings);

    BrokerCard* broker() const { return m_broker; }
    ThemeRow* themeRow() const { return m_themeRow; }
    LanguageRow* languageRow() const { return m_languageRow; }
    HistoryRow* historyRow() const { return m_historyRow; } // null: nothing is kept
    OptionRow* row(QStringView option) const; // null for the broker
    ChangeBar* bar() const { return m_bar; }
    QLineEdit* searchEdit() const { return m_search; }
    QListWidget* groupList() const { return m_groups; }
    QStringList shownOptions() const; // by name, from the top; the broker is one of them

    void takeSample(const MetricsSample& sample); // the newest
    // Among the log and the files; the page's from now on.
    void addHistory(HistoryRow* row);
    // What the hub has taken over, and why it is not kept (empty: it is).
    void showApplied(const HubOptions& before, const HubOptions& after, const QString& notKept);
    void showBroker(); // brings its setting into view, ready for keys
    void showOption(QStringView option); // likewise
    void showRow(SettingsGroup group, QWidget& row); // of this page; likewise

Q_SIGNALS:
    void lastAction(const QString& text);
    // All is valid and something differs from how the hub runs.
    void applyRequested(const fanlight::HubOptions& options);
    void limitsRequested(); // what fits, and what runs out first

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Section {
        SettingsGroup group;
        QWidget* box;
        QVBoxLayout* column;
        std::vector<OptionRow*> rows;
    };

    QWidget* makeGroups();
    QWidget* makeSections();
    Section& addSection(SettingsGroup group, QVBoxLayout& column);
    void fillBroker(Section& section);
    void fillLimits(Section& section);
    void fillLogAndFiles(Section& section);
    void showGroup(SettingsGroup group);
    void showFound();
    bool isSeen(SettingsGroup group) const;
    void showGroupChanges();
    void takeStatus(const HubStatus& status);
    void takeAbilities();
    void takeDraft();
    void keepBroker(const QString& broker);
    void tellKept(const QString& problem, const QString& done);
    void tellRows();
    void fitSoon();
    void fit();

    HubPort& m_hub;
    AbilityGate m_gate;
    const Theme& m_theme;
    QSettings& m_settings;
    OptionDraft& m_draft;
    HubStatus m_status; // as last signalled
    double m_connections; // as last measured
    SettingsGroup m_group = SettingsGroup::Appearance; // shown while nothing is searched
    std::vector<Section> m_sections;
    bool m_fitsSoon = false;
    QLineEdit* m_search;
    QListWidget* m_groups;
    QLabel* m_file = nullptr; // where they are kept
    QScrollArea* m_scroll;
    EmptyState* m_nothing;
    ThemeRow* m_themeRow;
    LanguageRow* m_languageRow;
    HistoryRow* m_historyRow = nullptr;
    BrokerCard* m_broker;
    ChangeBar* m_bar;
};

} // namespace fanlight
