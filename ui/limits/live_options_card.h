// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "settings/option_fields.h"
#include "theme/theme.h"
#include "widgets/card.h"

#include <vector>

class QLineEdit;
class QPushButton;

namespace fanlight {

class Hub;
class Segmented;

// The options a running hub takes over while its clients stay (isLiveOption()), each with what it
// comes to at the connections there are. Main thread; owned by the page.
class LiveOptionsCard : public Card {
    Q_OBJECT
public:
    // `hub` must outlive the card.
    explicit LiveOptionsCard(Hub& hub, QWidget* parent = nullptr);

    void setConnections(double connections);
    void setListening(bool listening); // nothing can be changed before
    void load(); // all as the hub has it; what was typed goes
    // The hub has taken other options: fields nobody typed in have them then.
    void follow();
    void showRefused(const QString& error); // by the hub

    QLineEdit* edit(QStringView option) const { return m_fields.edit(option); }
    QString error(QStringView option) const { return m_fields.error(option); }
    QString hint(QStringView option) const; // what the value comes to
    Segmented* lifetimes() const { return m_lifetimes; } // off, 60 s, 900 s, own
    Segmented* policies() const { return m_policies; } // disconnect, drop
    QPushButton* applyButton() const { return m_apply; }
    QString overallError() const;

Q_SIGNALS:
    // All is valid and something differs from how the hub runs.
    void applyRequested(const fanlight::HubOptions& options);

private:
    void addField(const OptionSpec& spec);
    QWidget* makeChoice(const QString& name, QLineEdit& edit);
    void validate();
    void updateHints();
    void updateChoices();
    void apply();

    Hub& m_hub;
    OptionFields m_fields;
    std::vector<QLabel*> m_hints; // in the order of the fields
    Segmented* m_lifetimes = nullptr;
    Segmented* m_policies = nullptr;
    QLabel* m_note;
    QLabel* m_overallError;
    QPushButton* m_revert;
    QPushButton* m_apply;
    HubOptions m_wanted;
    double m_connections;
    bool m_listening = false;
};

} // namespace fanlight
