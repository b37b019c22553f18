// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servers/server_check.h"
#include "servers/server_profile.h"

#include <QDialog>

#include <functional>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fanlight {

// One server, to be added or changed; says what is wrong while it is written, and tries it. The
// token that is written leaves the dialog by saved() alone, and where the server is tried. Main
// thread; deletes itself once closed.
class ServerDialog : public QDialog {
    Q_OBJECT
public:
    struct Given {
        ServerProfile profile; // without a name: it is a new one
        QStringList groups; // that there are
        bool isDark = false;
        std::function<QString(const ServerProfile&)> problemOf; // of the book
        // What is kept of a token where the field is left empty; only asked to try the server.
        std::function<void(std::function<void(const QString& token)>)> keptToken;
        QStringList sshArguments = {};
    };
    explicit ServerDialog(Given given, QWidget* parent = nullptr);

    ServerProfile profile() const; // as it is written
    // The token that is written; nothing: it stays as it is; empty: there shall be none.
    std::optional<QString> token() const;
    QString problem() const; // shown; empty: it can be saved

    QLineEdit* nameEdit() const { return m_name; }
    QLineEdit* urlEdit() const { return m_url; }
    QLineEdit* aliasEdit() const { return m_alias; }
    QLineEdit* tokenEdit() const { return m_token; }
    QComboBox* colorChoice() const { return m_color; }
    QComboBox* groupEdit() const { return m_group; }
    QCheckBox* productionTick() const { return m_production; }
    QPushButton* tryButton() const { return m_try; }
    QPushButton* saveButton() const { return m_save; }
    QString finding() const; // of the try; empty: none

Q_SIGNALS:
    void saved(const fanlight::ServerProfile& profile, const std::optional<QString>& token);

private:
    void build();
    void check();
    void tryIt();
    void showFinding(const ServerFinding& finding);
    void save();

    const Given m_given;
    ServerCheck m_check;
    QLineEdit* m_name;
    QLineEdit* m_url;
    QComboBox* m_color;
    QComboBox* m_group;
    QLineEdit* m_alias;
    QCheckBox* m_needsToken;
    QLineEdit* m_token;
    QCheckBox* m_production;
    QLabel* m_problem;
    QLabel* m_finding;
    QPushButton* m_try;
    QPushButton* m_save;
};

} // namespace fanlight
