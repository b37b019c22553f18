// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "settings/option_fields.h"
#include "theme/theme.h"

#include <QScrollArea>

class QLabel;
class QLineEdit;
class QPushButton;
class QSettings;
class QVBoxLayout;

namespace fanlight {

class BrokerCard;
class Hub;

// Theme and hub options. A wrong value says so under its field while it is typed; what was changed
// is kept in the settings file once the window has taken it. Owned by the window; main thread.
class SettingsPage : public QScrollArea {
    Q_OBJECT
public:
    // `settings` must outlive the page.
    SettingsPage(Hub& hub, Theme& theme, QSettings& settings, QWidget* parent = nullptr);

    // What the settings file says; the program applies it unless the command line says otherwise.
    static Theme::Mode savedThemeMode(const QSettings& settings);

    BrokerCard* broker() const { return m_broker; }
    // null for the broker
    QLineEdit* edit(QStringView option) const { return m_fields.edit(option); }
    QString error(QStringView option) const; // as shown; empty when the value is taken
    QPushButton* applyButton() const { return m_apply; }
    // Writes what was changed to the settings file; called when the options asked for are taken.
    void save();
    // The running hub has taken other options: fields nobody typed in have them then.
    void follow();
    void showRefused(const QString& error); // by the hub
    void showBroker(); // brings its setting into view, ready for keys

Q_SIGNALS:
    void lastAction(const QString& text);
    // All is valid and something differs from how the hub runs.
    void applyRequested(const fanlight::HubOptions& options);

private:
    QWidget* makeAppearance();
    QWidget* makeHubOptions();
    void addField(QVBoxLayout& column, const OptionSpec& spec);
    void load();
    void validate();
    void keepBroker(const QString& broker);

    Hub& m_hub;
    Theme& m_theme;
    QSettings& m_settings;
    qint64 m_startedAtMs = -1; // of the hub as it listens; -1: it does not
    OptionFields m_fields;
    BrokerCard* m_broker;
    QLabel* m_overallError;
    QPushButton* m_revert;
    QPushButton* m_apply;
    HubOptions m_wanted;
};

} // namespace fanlight
