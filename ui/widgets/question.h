// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

#include <functional>

class QCheckBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace fanlight {

// A question, or a notice, in the look of the window: what it is about, a sentence, the facts one
// under the other, and a button for each way on. Escape and closing it are “Cancel”, which does
// nothing; where something would be lost, Cancel is the default, too. Its parent's main thread; it
// deletes itself once closed.
class Question : public QDialog {
    Q_OBJECT
public:
    enum class Choice {
        Usual, // the default: nothing is lost by it
        Other,
        Costly // something is lost by it: never the default
    };

    Question(QWidget* parent, const QString& title, const QString& text);

    // Facts below the text, one a line ("3 clients would be disconnected").
    void setFacts(const QStringList& facts);
    // From left to right; Cancel stands behind them.
    QPushButton* addChoice(
        const QString& text, Choice choice, std::function<void()> chosen = nullptr);
    // A tick box, and whether it is ticked once the question is answered.
    void offerTick(const QString& text);
    bool isTicked() const;
    void setCancelText(const QString& text);
    // A line, or a number, that is asked for: it has the focus, and Enter takes the first choice.
    QLineEdit* offerLine(const QString& name, const QString& proposed);
    QSpinBox* offerNumber(const QString& name, int least, int most, int proposed);
    // What is wrong with what stands in the line; as long as anything is, there is no way on.
    void setCheck(std::function<QString(const QString&)> problemOf);

    QString title() const { return windowTitle(); }
    QString text() const;
    QStringList facts() const { return m_factTexts; }
    QPushButton* choice(int index) const { return m_choices.value(index); }
    QPushButton* cancelButton() const { return m_cancel; }
    QCheckBox* tick() const { return m_tick; }
    QLineEdit* line() const { return m_line; }
    QString problem() const;

    // The usual cases. Each opens at once and holds up nothing but its window.
    static Question* ask(QWidget* parent, const QString& title, const QString& text,
        const QString& action, Choice choice, std::function<void()> chosen);
    static Question* tell(QWidget* parent, const QString& title, const QString& text,
        const QString& fact = {}); // with one button
    // `taken` gets the line without blanks at its ends; an empty one cannot be taken.
    static Question* askLine(QWidget* parent, const QString& title, const QString& name,
        const QString& proposed, const QString& action, std::function<void(const QString&)> taken);
    // Waits for the answer.
    static bool confirm(QWidget* parent, const QString& title, const QString& text,
        const QString& action, Choice choice);

protected:
    void showEvent(QShowEvent* event) override;
    QVBoxLayout* fields() { return m_fields; }

private:
    void describe();
    void addField(const QString& name, QWidget* field);
    void check();

    QLabel* m_text;
    QVBoxLayout* m_factLines;
    QVBoxLayout* m_fields; // what is filled in, with names above
    QWidget* m_field = nullptr;
    QLineEdit* m_line = nullptr;
    QLabel* m_problem;
    std::function<QString(const QString&)> m_problemOf;
    QCheckBox* m_tick;
    QHBoxLayout* m_buttons;
    QPushButton* m_cancel;
    QList<QPushButton*> m_choices;
    QStringList m_factTexts;
};

} // namespace fanlight
